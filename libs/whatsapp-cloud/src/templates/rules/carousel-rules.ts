import { entriesOf, partOf } from '../../messages/rules';
import { type Path, withAt } from '../places';
import { TEMPLATE_DRAFT_LIMITS as LIMITS } from '../template-limits';
import { type CardView, formatOf, isOfType, type TemplateView } from '../template-view';
import { wordOf } from '../template-draft';
import { itHas, remove, SOURCES, type Spot, type TemplateRule } from './template-rule';

const IN_CARDS: readonly string[] = ['HEADER', 'BODY', 'BUTTONS'];
const BESIDE_CAROUSELS: readonly string[] = ['BODY', 'CAROUSEL'];

/** What has to be alike: the kinds of components, of header and of buttons, in their order. */
function structureOf(card: CardView): string {
  return card.components
    .map((component) => {
      if (component.type === 'HEADER') return `HEADER ${formatOf(component)}`;
      if (component.type !== 'BUTTONS') return component.type;
      const kinds = entriesOf(partOf(component.value, 'buttons')).map((button) =>
        wordOf(partOf(button, 'type')),
      );
      return `BUTTONS ${kinds.join(' ')}`;
    })
    .sort()
    .join(', ');
}

function differentCards({ cards }: TemplateView): readonly Spot[] {
  const [first, ...others] = cards;
  if (first === undefined) return [];
  const structure = structureOf(first);
  return others.filter((card) => structureOf(card) !== structure).map(({ path }) => ({ path }));
}

const misplacedIn = ({ components, strays }: CardView): readonly Path[] => [
  ...components.filter(({ type }) => !IN_CARDS.includes(type)).map(({ path }) => path),
  ...strays,
];

const lastOf = (path: Path): number => Number(path.at(-1));

/** From all cards at once, as cards have to stay alike; the last of each first, so that the places before it stay. */
const withoutMisplaced = ({ draft, cards }: TemplateView): unknown =>
  cards
    .flatMap((card) => misplacedIn(card).toSorted((one, other) => lastOf(other) - lastOf(one)))
    .reduce<unknown>((rest, path) => withAt(rest, path, undefined), draft);

const hasCarousel = ({ components }: TemplateView): boolean => components.some(isOfType('CAROUSEL'));

export const CAROUSEL_RULES: readonly TemplateRule[] = [
  {
    id: 'carousel.card_count',
    severity: 'error',
    says: `A carousel has ${LIMITS.cardsAtLeast} to ${LIMITS.cards} cards.`,
    source: SOURCES.carousel,
    find: ({ components }) =>
      components.filter(isOfType('CAROUSEL')).flatMap(({ value, path }) => {
        const count = entriesOf(partOf(value, 'cards')).length;
        if (LIMITS.cardsAtLeast <= count && count <= LIMITS.cards) return [];
        return [{ path: [...path, 'cards'], detail: itHas(count) }];
      }),
  },
  {
    id: 'carousel.cards_differ',
    severity: 'error',
    says: 'All cards have the same parts: the same kind of header, and the same buttons in the same order.',
    source: SOURCES.carousel,
    find: differentCards,
  },
  {
    id: 'carousel.header_missing',
    severity: 'error',
    says: 'Each card has a header: a picture, a video or a product.',
    source: SOURCES.carousel,
    find: ({ cards }) =>
      cards
        .filter(({ components }) => !components.some(isOfType('HEADER')))
        .map(({ path }) => ({ path: [...path, 'components'] })),
  },
  {
    id: 'carousel.component_misplaced',
    severity: 'error',
    says: 'A card has a header, a text and buttons, and nothing else.',
    source: SOURCES.carousel,
    fix: 'Take it out',
    find: (template) =>
      template.cards.flatMap(misplacedIn).map((path) => ({ path, mend: () => withoutMisplaced(template) })),
  },
  {
    id: 'carousel.too_many_buttons',
    severity: 'error',
    says: `A card may have at most ${LIMITS.cardButtons} buttons.`,
    source: SOURCES.carousel,
    find: ({ buttonLists }) =>
      buttonLists
        .filter(({ isInCard, buttons }) => isInCard && buttons.length > LIMITS.cardButtons)
        .map(({ path, buttons }) => ({ path, detail: itHas(buttons.length) })),
  },
  {
    id: 'carousel.not_alone',
    severity: 'warning',
    says: 'Beside a carousel Meta takes a body, and may refuse everything else.',
    source: SOURCES.carousel,
    fix: 'Take it out',
    find: (template) =>
      hasCarousel(template)
        ? template.components
            .filter(({ type }) => type !== '' && !BESIDE_CAROUSELS.includes(type))
            .map(({ path }) => ({ path, mend: remove(template, path) }))
        : [],
  },
];
