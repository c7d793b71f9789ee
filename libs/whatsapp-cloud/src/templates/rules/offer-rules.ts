import { isPlainObject, partOf } from '../../messages/rules';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import {
  type ComponentView,
  formatOf,
  hasOffer,
  isOfType,
  type TemplateView,
  writtenAt,
} from '../template-view';
import { characterCount } from '../text-form';
import { shortened } from '../variables';
import { isFlagOrNothing, itHas, put, remove, SOURCES, type TemplateRule } from './template-rule';

const HEADERS_BESIDE_OFFERS: readonly string[] = ['IMAGE', 'VIDEO'];

const offersOf = ({ components }: TemplateView): readonly ComponentView[] =>
  components.filter(isOfType('LIMITED_TIME_OFFER'));

const textIn = ({ value }: ComponentView): string | undefined => {
  const offer = partOf(value, 'limited_time_offer');
  return isPlainObject(offer) ? writtenAt(offer, 'text') : undefined;
};

export const OFFER_RULES: readonly TemplateRule[] = [
  {
    id: 'offer.text_missing',
    severity: 'error',
    says: 'A limited-time offer needs its text.',
    source: SOURCES.offer,
    find: (template) =>
      offersOf(template)
        .filter((offer) => textIn(offer) === undefined)
        .map(({ path }) => ({ path: [...path, 'limited_time_offer', 'text'] })),
  },
  {
    id: 'offer.too_long',
    severity: 'error',
    says: `The text of a limited-time offer may have at most ${LIMITS.offerCharacters} characters.`,
    source: SOURCES.offer,
    subcode: 2388040,
    fix: `Shorten it to ${LIMITS.offerCharacters} characters`,
    find: (template) =>
      offersOf(template).flatMap((offer) => {
        const text = textIn(offer);
        if (text === undefined || characterCount(text) <= LIMITS.offerCharacters) return [];
        const path = [...offer.path, 'limited_time_offer', 'text'];
        return [
          {
            path,
            detail: itHas(characterCount(text)),
            mend: put(template, path, shortened(text, LIMITS.offerCharacters)),
          },
        ];
      }),
  },
  {
    id: 'offer.expiration_form',
    severity: 'error',
    says: 'Whether a limited-time offer ends, has_expiration, is true or false.',
    source: SOURCES.offer,
    fix: 'Let it end',
    find: (template) =>
      offersOf(template)
        .filter(
          ({ value }) => !isFlagOrNothing(partOf(partOf(value, 'limited_time_offer'), 'has_expiration')),
        )
        .map(({ path }) => [...path, 'limited_time_offer', 'has_expiration'])
        .map((path) => ({ path, mend: put(template, path, true) })),
  },
  {
    id: 'offer.with_footer',
    severity: 'error',
    says: 'A template with a limited-time offer has no footer.',
    source: SOURCES.offer,
    fix: 'Take the footer out',
    find: (template) =>
      hasOffer(template)
        ? template.components
            .filter(isOfType('FOOTER'))
            .map(({ path }) => ({ path, mend: remove(template, path) }))
        : [],
  },
  {
    id: 'offer.category',
    severity: 'warning',
    says: 'Meta takes limited-time offers in marketing templates.',
    source: SOURCES.offer,
    fix: 'Make it a marketing template',
    find: (template) =>
      hasOffer(template) && template.category === 'UTILITY'
        ? [{ path: ['category'], mend: put(template, ['category'], 'MARKETING') }]
        : [],
  },
  {
    id: 'offer.header',
    severity: 'warning',
    says: 'Beside a limited-time offer Meta takes a picture or a video as header.',
    source: SOURCES.offer,
    fix: 'Take the header out',
    find: (template) =>
      hasOffer(template)
        ? template.components
            .filter(isOfType('HEADER'))
            .filter((header) => !HEADERS_BESIDE_OFFERS.includes(formatOf(header)))
            .map(({ path }) => ({ path, mend: remove(template, path) }))
        : [],
  },
  {
    id: 'offer.code_not_first',
    severity: 'warning',
    says: 'In a limited-time offer the button that copies the code comes first.',
    source: SOURCES.offer,
    fix: 'Put it first',
    find: (template) => {
      if (!hasOffer(template)) return [];
      return template.buttonLists
        .filter(
          ({ isInCard, buttons }) => !isInCard && buttons.slice(1).some(({ kind }) => kind === 'COPY_CODE'),
        )
        .filter(({ buttons }) => buttons[0]?.kind !== 'COPY_CODE')
        .map(({ path, buttons }) => {
          const codes = buttons.filter(({ kind }) => kind === 'COPY_CODE');
          const inOrder = [...codes, ...buttons.filter(({ kind }) => kind !== 'COPY_CODE')];
          return {
            path,
            mend: put(
              template,
              path,
              inOrder.map(({ value }) => value),
            ),
          };
        });
    },
  },
];
