import { partOf } from '../../messages/rules';
import type { Path } from '../places';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import { hasOffer, isOfType, type TemplateView } from '../template-view';
import { characterCount } from '../text-form';
import { itHas, SOURCES, type TemplateRule } from './template-rule';

interface Limited {
  readonly text: unknown;
  readonly path: Path;
  readonly max: number;
}

/** Every text of a draft that has a limit of its own. */
function limitedTexts(template: TemplateView): readonly Limited[] {
  const bodyMax = hasOffer(template) ? LIMITS.offerBodyCharacters : LIMITS.bodyCharacters;
  const ofTexts = template.texts.map(({ place, text, path, component }) => {
    const outside = place === 'BODY' ? bodyMax : LIMITS.headerCharacters;
    return { text, path, max: component.isInCard ? LIMITS.cardBodyCharacters : outside };
  });
  const ofFooters = template.components.filter(isOfType('FOOTER')).map(({ value, path }) => {
    return { text: value.text, path: [...path, 'text'], max: LIMITS.footerCharacters };
  });
  const ofOffers = template.components.filter(isOfType('LIMITED_TIME_OFFER')).map(({ value, path }) => ({
    text: partOf(partOf(value, 'limited_time_offer'), 'text'),
    path: [...path, 'limited_time_offer', 'text'],
    max: LIMITS.offerCharacters,
  }));
  const ofButtons = template.buttons.flatMap(({ value, path }) =>
    Object.entries({
      text: LIMITS.labelCharacters,
      autofill_text: LIMITS.labelCharacters,
      url: LIMITS.urlCharacters,
      phone_number: LIMITS.phoneCharacters,
    }).map(([name, max]) => ({ text: partOf(value, name), path: [...path, name], max })),
  );
  return [...ofTexts, ...ofFooters, ...ofOffers, ...ofButtons];
}

export const LENGTH_RULES: readonly TemplateRule[] = [
  {
    id: 'text.long_in_units',
    severity: 'warning',
    says: 'Emoji and rare letters may count as two characters each; counted so, this text is too long.',
    source: `${SOURCES.reference}, which does not say what counts as one character`,
    find: (template) =>
      limitedTexts(template).flatMap(({ text, path, max }) => {
        if (typeof text !== 'string' || text.length <= max || characterCount(text) > max) return [];
        return [{ path, detail: `${itHas(text.length)} ${max} are allowed.` }];
      }),
  },
];
