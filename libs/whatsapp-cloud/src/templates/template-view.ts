import { entriesOf, isPlainObject, partOf, type Parts } from '../messages/rules';
import type { Path } from './places';
import { TEMPLATE_CATEGORIES, type ParameterFormat, type TemplateCategory, wordOf } from './template-draft';
import { labelsIn, type VariableUse, usesIn } from './variables';

/** Far more than a template may have: what is beyond is not looked at, as the draft has a finding by then. */
const MOST_LOOKED_AT = 50;

/** A draft that may be anything, as rules look at it: only what can be read is in it. */
export interface TemplateView {
  readonly draft: unknown;
  /** null when it is none of Meta's. */
  readonly category: TemplateCategory | null;
  readonly format: ParameterFormat;
  /** Those of the template itself. */
  readonly components: readonly ComponentView[];
  readonly cards: readonly CardView[];
  /** Of the template and of its cards. */
  readonly allComponents: readonly ComponentView[];
  /** One for each list of buttons. */
  readonly buttonLists: readonly ButtonListView[];
  readonly buttons: readonly ButtonView[];
  /** Header and body texts, which may have variables. An authentication template has none of its own. */
  readonly texts: readonly TextView[];
}

export interface ComponentView {
  /** In large letters; empty when it is no text. */
  readonly type: string;
  readonly value: Parts;
  readonly path: Path;
  readonly isInCard: boolean;
}

export interface CardView {
  readonly path: Path;
  readonly components: readonly ComponentView[];
  /** Of what stands among the components and is none. */
  readonly strays: readonly Path[];
}

export interface ButtonListView {
  /** Of the list. */
  readonly path: Path;
  readonly isInCard: boolean;
  readonly buttons: readonly ButtonView[];
}

export interface ButtonView {
  /** In large letters; empty when it is no text. */
  readonly kind: string;
  readonly value: Parts;
  readonly path: Path;
}

export interface TextView {
  readonly place: 'HEADER' | 'BODY';
  readonly text: string;
  /** Of the text. */
  readonly path: Path;
  readonly component: ComponentView;
  readonly uses: readonly VariableUse[];
  /** Each variable once. */
  readonly labels: readonly string[];
}

export function viewOf(draft: unknown): TemplateView {
  const category = categoryOf(partOf(draft, 'category'));
  const components = componentsAt(partOf(draft, 'components'), ['components'], false);
  const cards = components.filter(({ type }) => type === 'CAROUSEL').flatMap(cardsOf);
  const allComponents = [...components, ...cards.flatMap((card) => card.components)];
  const buttonLists = allComponents.filter(({ type }) => type === 'BUTTONS').map(buttonListOf);
  return {
    draft,
    category,
    format: wordOf(partOf(draft, 'parameterFormat')) === 'NAMED' ? 'NAMED' : 'POSITIONAL',
    components,
    cards,
    allComponents,
    buttonLists,
    buttons: buttonLists.flatMap(({ buttons }) => buttons),
    texts: category === 'AUTHENTICATION' ? [] : allComponents.flatMap(textOf),
  };
}

export const isOfType =
  (...types: readonly string[]) =>
  ({ type }: ComponentView): boolean =>
    types.includes(type);

export const formatOf = (header: ComponentView): string => wordOf(header.value.format);

export const hasOffer = (template: TemplateView): boolean =>
  template.components.some(isOfType('LIMITED_TIME_OFFER'));

/** What is at a place that should be text; undefined also when it is blank. */
export function writtenAt(value: Parts, name: string): string | undefined {
  const text = partOf(value, name);
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function categoryOf(value: unknown): TemplateCategory | null {
  return TEMPLATE_CATEGORIES.find((category) => category === wordOf(value)) ?? null;
}

const looked = (value: unknown): readonly unknown[] => entriesOf(value).slice(0, MOST_LOOKED_AT);

function componentsAt(list: unknown, path: Path, isInCard: boolean): readonly ComponentView[] {
  return looked(list).flatMap((value, index) =>
    isPlainObject(value)
      ? [{ type: wordOf(partOf(value, 'type')), value, path: [...path, index], isInCard }]
      : [],
  );
}

function cardsOf(carousel: ComponentView): readonly CardView[] {
  return looked(partOf(carousel.value, 'cards')).map((card, index) => {
    const path = [...carousel.path, 'cards', index];
    const [list, at] = [partOf(card, 'components'), [...path, 'components']];
    const strays = looked(list).flatMap((entry, place) => (isPlainObject(entry) ? [] : [[...at, place]]));
    return { path, components: componentsAt(list, at, true), strays };
  });
}

function buttonListOf({ value, path, isInCard }: ComponentView): ButtonListView {
  const at = [...path, 'buttons'];
  const buttons = looked(partOf(value, 'buttons')).flatMap((button, index) =>
    isPlainObject(button)
      ? [{ kind: wordOf(partOf(button, 'type')), value: button, path: [...at, index] }]
      : [],
  );
  return { path: at, isInCard, buttons };
}

function textOf(component: ComponentView): readonly TextView[] {
  const { type, value, path } = component;
  const text = partOf(value, 'text');
  if (typeof text !== 'string') return [];
  if (type !== 'BODY' && (type !== 'HEADER' || formatOf(component) !== 'TEXT')) return [];
  return [
    { place: type, text, path: [...path, 'text'], component, uses: usesIn(text), labels: labelsIn(text) },
  ];
}
