import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import { characterCount, emojiCount, hasLineBreak, withoutLineBreaks, withoutVariables } from '../text-form';
import {
  type ComponentView,
  hasOffer,
  isOfType,
  type TemplateView,
  type TextView,
  writtenAt,
} from '../template-view';
import { reworded, shortened, usesIn } from '../variables';
import { itHas, put, remove, SOURCES, type Spot, type TemplateRule } from './template-rule';
import { withText } from './text-mending';

const BODY_SUBCODE = 2388072;
const FOOTER_SUBCODE = 2388073;
const TOO_LONG_SUBCODE = 2388040;

const bodiesOf = (template: TemplateView): readonly TextView[] =>
  template.texts.filter(({ place, component }) => place === 'BODY' && !component.isInCard);

const cardBodiesOf = (template: TemplateView): readonly TextView[] =>
  template.texts.filter(({ place, component }) => place === 'BODY' && component.isInCard);

/** Those of authentication have no text of their own. */
const footersOf = (template: TemplateView): readonly ComponentView[] =>
  template.category === 'AUTHENTICATION' ? [] : template.components.filter(isOfType('FOOTER'));

const longer = (template: TemplateView, texts: readonly TextView[], max: number): readonly Spot[] =>
  texts
    .filter(({ text }) => characterCount(text) > max)
    .map((text) => ({
      path: text.path,
      detail: itHas(characterCount(text.text)),
      mend: () => withText(template, text, shortened(text.text, max)),
    }));

const edited = (
  template: TemplateView,
  isWrong: (text: string) => boolean,
  mend: (text: string) => string,
): readonly Spot[] =>
  template.texts
    .filter(({ place, text }) => place === 'BODY' && isWrong(text))
    .map((text) => ({ path: text.path, mend: () => withText(template, text, reworded(text.text, mend)) }));

const footerSpots = (
  template: TemplateView,
  isWrong: (text: string) => boolean,
  mend: (text: string) => string,
): readonly Spot[] =>
  footersOf(template).flatMap(({ value, path }) => {
    const text = writtenAt(value, 'text');
    if (text === undefined || !isWrong(text)) return [];
    return [{ path: [...path, 'text'], mend: put(template, [...path, 'text'], mend(text)) }];
  });

const TOO_MANY_BREAKS = new RegExp(`(\\r?\\n){${LIMITS.bodyLineBreaksInARow + 1},}`);
const LONG_GAP = new RegExp(`\\t| {${LIMITS.sampleSpacesInARow + 1},}`);

export const BODY_RULES: readonly TemplateRule[] = [
  {
    id: 'body.missing',
    severity: 'error',
    says: 'Every template has a body.',
    source: SOURCES.body,
    subcode: BODY_SUBCODE,
    find: ({ components }) =>
      components.length > 0 && !components.some(isOfType('BODY')) ? [{ path: ['components'] }] : [],
  },
  {
    id: 'body.text_missing',
    severity: 'error',
    says: 'The body needs its text.',
    source: SOURCES.body,
    subcode: BODY_SUBCODE,
    find: (template) =>
      template.category === 'AUTHENTICATION'
        ? []
        : template.allComponents
            .filter(isOfType('BODY'))
            .filter(({ value }) => writtenAt(value, 'text') === undefined)
            .map(({ path }) => ({ path: [...path, 'text'] })),
  },
  {
    id: 'body.too_long',
    severity: 'error',
    says: `The body may have at most ${LIMITS.bodyCharacters} characters.`,
    source: `${SOURCES.body}; some partners' pages say 550 for marketing and utility`,
    subcode: TOO_LONG_SUBCODE,
    fix: `Shorten it to ${LIMITS.bodyCharacters} characters`,
    find: (template) =>
      hasOffer(template) ? [] : longer(template, bodiesOf(template), LIMITS.bodyCharacters),
  },
  {
    id: 'body.too_long_for_offer',
    severity: 'error',
    says: `With a limited-time offer the body may have at most ${LIMITS.offerBodyCharacters} characters.`,
    source: SOURCES.offer,
    subcode: TOO_LONG_SUBCODE,
    fix: `Shorten it to ${LIMITS.offerBodyCharacters} characters`,
    find: (template) =>
      hasOffer(template) ? longer(template, bodiesOf(template), LIMITS.offerBodyCharacters) : [],
  },
  {
    id: 'body.too_long_in_card',
    severity: 'error',
    says: `The text of a card may have at most ${LIMITS.cardBodyCharacters} characters.`,
    source: SOURCES.carousel,
    subcode: TOO_LONG_SUBCODE,
    fix: `Shorten it to ${LIMITS.cardBodyCharacters} characters`,
    find: (template) => longer(template, cardBodiesOf(template), LIMITS.cardBodyCharacters),
  },
  {
    id: 'body.blank_lines',
    severity: 'warning',
    says: 'More than one blank line in a row may be refused.',
    source: SOURCES.partners,
    subcode: BODY_SUBCODE,
    fix: 'Leave one blank line',
    find: (template) =>
      edited(
        template,
        (text) => TOO_MANY_BREAKS.test(text),
        (words) => words.replace(new RegExp(TOO_MANY_BREAKS, 'g'), '\n'.repeat(LIMITS.bodyLineBreaksInARow)),
      ),
  },
  {
    id: 'body.wide_gap',
    severity: 'warning',
    says: `Tabs, and more than ${LIMITS.sampleSpacesInARow} spaces in a row, may be refused.`,
    source: SOURCES.partners,
    subcode: BODY_SUBCODE,
    fix: 'Make each gap one space',
    find: (template) =>
      edited(
        template,
        (text) => LONG_GAP.test(text),
        (words) => words.replace(/[\t ]*\t[\t ]*| {2,}/g, ' '),
      ),
  },
  {
    id: 'body.many_emoji',
    severity: 'warning',
    says: `A body with more than ${LIMITS.bodyEmoji} emoji may be refused.`,
    source: SOURCES.partners,
    subcode: BODY_SUBCODE,
    find: (template) =>
      bodiesOf(template)
        .filter(({ text }) => emojiCount(text) > LIMITS.bodyEmoji)
        .map(({ path, text }) => ({ path, detail: itHas(emojiCount(text)) })),
  },
];

export const FOOTER_RULES: readonly TemplateRule[] = [
  {
    id: 'footer.text_missing',
    severity: 'error',
    says: 'A footer needs its text.',
    source: SOURCES.footer,
    subcode: FOOTER_SUBCODE,
    fix: 'Take the footer out',
    find: (template) =>
      footersOf(template)
        .filter(({ value }) => writtenAt(value, 'text') === undefined)
        .map(({ path }) => ({ path: [...path, 'text'], mend: remove(template, path) })),
  },
  {
    id: 'footer.too_long',
    severity: 'error',
    says: `The footer may have at most ${LIMITS.footerCharacters} characters.`,
    source: SOURCES.footer,
    subcode: TOO_LONG_SUBCODE,
    fix: `Shorten it to ${LIMITS.footerCharacters} characters`,
    find: (template) =>
      footerSpots(
        template,
        (text) => characterCount(text) > LIMITS.footerCharacters,
        (text) => shortened(text, LIMITS.footerCharacters),
      ),
  },
  {
    id: 'footer.variable',
    severity: 'error',
    says: 'The footer cannot have variables.',
    source: SOURCES.footer,
    subcode: FOOTER_SUBCODE,
    fix: 'Take the variables out',
    find: (template) => footerSpots(template, (text) => usesIn(text).length > 0, withoutVariables),
  },
  {
    id: 'footer.line_break',
    severity: 'warning',
    says: 'A footer of more than one line may be refused.',
    source: SOURCES.partners,
    subcode: FOOTER_SUBCODE,
    fix: 'Make it one line',
    find: (template) => footerSpots(template, hasLineBreak, withoutLineBreaks),
  },
];
