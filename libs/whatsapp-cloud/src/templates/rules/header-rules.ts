import { partOf } from '../../messages/rules';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import {
  characterCount,
  emojiCount,
  hasLineBreak,
  hasMarkup,
  withoutEmoji,
  withoutLineBreaks,
  withoutMarkup,
} from '../text-form';
import {
  type ComponentView,
  formatOf,
  isOfType,
  type TemplateView,
  type TextView,
  writtenAt,
} from '../template-view';
import { rewritten, shortened } from '../variables';
import { itHas, remove, SOURCES, type Spot, type TemplateRule } from './template-rule';
import { withText } from './text-mending';

const FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION'];
const FORMATS_IN_CARDS = ['IMAGE', 'VIDEO', 'PRODUCT'];
const MEDIA_FORMATS: readonly string[] = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'];

const HEADER_SUBCODE = 2388047;

/** The headers outside cards: those of cards have rules of their own. Authentication has none at all. */
const headersOf = (template: TemplateView): readonly ComponentView[] =>
  template.category === 'AUTHENTICATION' ? [] : template.components.filter(isOfType('HEADER'));

const titlesOf = (template: TemplateView): readonly TextView[] =>
  template.texts.filter(({ place, component }) => place === 'HEADER' && !component.isInCard);

const wrong =
  (isWrong: (text: string) => boolean, mend: (text: string) => string) =>
  (template: TemplateView): readonly Spot[] =>
    titlesOf(template)
      .filter(({ text }) => isWrong(text))
      .map((text) => ({ path: text.path, mend: () => withText(template, text, mend(text.text)) }));

function hasHandle(header: ComponentView): boolean {
  const handles = partOf(partOf(header.value, 'example'), 'header_handle');
  return (
    Array.isArray(handles) && handles.length === 1 && typeof handles[0] === 'string' && handles[0] !== ''
  );
}

export const HEADER_RULES: readonly TemplateRule[] = [
  {
    id: 'header.format_unknown',
    severity: 'error',
    says: `A header is one of ${FORMATS.join(', ')}; in the cards of a carousel one of ${FORMATS_IN_CARDS.join(', ')}.`,
    source: SOURCES.header,
    subcode: HEADER_SUBCODE,
    fix: 'Take the header out',
    find: (template) =>
      template.allComponents
        .filter(isOfType('HEADER'))
        .filter((header) => !(header.isInCard ? FORMATS_IN_CARDS : FORMATS).includes(formatOf(header)))
        .map(({ path }) => ({ path: [...path, 'format'], mend: remove(template, path) })),
  },
  {
    id: 'header.text_missing',
    severity: 'error',
    says: 'A text header needs its text.',
    source: SOURCES.header,
    subcode: HEADER_SUBCODE,
    fix: 'Take the header out',
    find: (template) =>
      headersOf(template)
        .filter((header) => formatOf(header) === 'TEXT' && writtenAt(header.value, 'text') === undefined)
        .map(({ path }) => ({ path: [...path, 'text'], mend: remove(template, path) })),
  },
  {
    id: 'header.too_long',
    severity: 'error',
    says: `A text header may have at most ${LIMITS.headerCharacters} characters.`,
    source: SOURCES.header,
    subcode: 2388040,
    fix: `Shorten it to ${LIMITS.headerCharacters} characters`,
    find: (template) =>
      titlesOf(template)
        .filter(({ text }) => characterCount(text) > LIMITS.headerCharacters)
        .map((text) => ({
          path: text.path,
          detail: itHas(characterCount(text.text)),
          mend: () => withText(template, text, shortened(text.text, LIMITS.headerCharacters)),
        })),
  },
  {
    id: 'header.too_many_variables',
    severity: 'error',
    says: 'A header may have one variable.',
    source: SOURCES.header,
    subcode: HEADER_SUBCODE,
    fix: 'Keep the first variable',
    find: (template) =>
      titlesOf(template)
        .filter(({ uses }) => uses.length > LIMITS.headerVariables)
        .map((text) => ({
          path: text.path,
          detail: itHas(text.uses.length),
          mend: () => {
            const [first] = text.uses;
            const words = rewritten(text.text, ({ start, written }) =>
              start === first?.start ? written : '',
            );
            return withText(template, text, words.replace(/\s+/g, ' ').trim());
          },
        })),
  },
  {
    id: 'header.line_break',
    severity: 'error',
    says: 'A header is one line.',
    source: SOURCES.header,
    subcode: HEADER_SUBCODE,
    fix: 'Make it one line',
    find: wrong(hasLineBreak, withoutLineBreaks),
  },
  {
    id: 'header.emoji',
    severity: 'error',
    says: 'A header has no emoji.',
    source: SOURCES.header,
    subcode: HEADER_SUBCODE,
    fix: 'Take the emoji out',
    find: wrong((text) => emojiCount(text) > 0, withoutEmoji),
  },
  {
    id: 'header.markup',
    severity: 'error',
    says: 'A header is bold by itself and takes no markup: no *, _, ~ or ` around words.',
    source: SOURCES.header,
    subcode: HEADER_SUBCODE,
    fix: 'Take the markup out',
    find: wrong(hasMarkup, withoutMarkup),
  },
  {
    id: 'header.sample_missing',
    severity: 'error',
    says: 'A picture, video, document or GIF in the header needs a sample file.',
    source: SOURCES.samples,
    find: (template) =>
      [
        ...headersOf(template),
        ...template.cards.flatMap(({ components }) => components.filter(isOfType('HEADER'))),
      ]
        .filter((header) => MEDIA_FORMATS.includes(formatOf(header)) && !hasHandle(header))
        .map(({ path }) => ({ path: [...path, 'example', 'header_handle'] })),
  },
];
