import type { StoredTemplateForm } from '@parley/api-client';

/** A template as the API takes and answers it; its components are in WhatsApp's own shape, and may be anything. */
export type Form = Readonly<Omit<StoredTemplateForm, 'components'>> & {
  readonly components: readonly Parts[];
};

/** An object of WhatsApp's: a component, a button, a card. What we do not know of it stays in it. */
export type Parts = Readonly<Record<string, unknown>>;

export type ComponentType = 'HEADER' | 'LIMITED_TIME_OFFER' | 'BODY' | 'FOOTER' | 'BUTTONS' | 'CAROUSEL';

/** As they are read on a phone. */
const ORDER: readonly string[] = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL'];

export const isParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list that may be anything. */
export const partsIn = (value: unknown): readonly Parts[] =>
  Array.isArray(value) ? value.filter(isParts) : [];

/** The text under a name; "" for what is no text. */
export function textOf(parts: Parts | null, name: string): string {
  const value = parts?.[name];
  return typeof value === 'string' ? value : '';
}

/** WhatsApp takes its words in small and in large letters. */
export const wordOf = (parts: Parts | null, name: string): string => textOf(parts, name).toUpperCase();

export const isOfType =
  (type: ComponentType) =>
  (component: Parts): boolean =>
    wordOf(component, 'type') === type;

/** Where the first component of that type is; null where there is none. */
export function placeOf(components: readonly Parts[], type: ComponentType): number | null {
  const index = components.findIndex(isOfType(type));
  return index === -1 ? null : index;
}

export const componentOf = (components: readonly Parts[], type: ComponentType): Parts | null =>
  components.find(isOfType(type)) ?? null;

/** The same list with another component of that type: in its place, or where it is read. null takes it out. */
export function withComponent(
  components: readonly Parts[],
  type: ComponentType,
  component: Parts | null,
): readonly Parts[] {
  const at = placeOf(components, type);
  if (component === null) return components.filter((_, index) => index !== at);
  if (at !== null) return components.with(at, component);
  const rank = ORDER.indexOf(type);
  const next = components.findIndex((one) => ORDER.indexOf(wordOf(one, 'type')) > rank);
  return components.toSpliced(next === -1 ? components.length : next, 0, component);
}

/** The parts with another value under a name; undefined takes it out. */
export function withValue(parts: Parts, name: string, value: unknown): Parts {
  if (value !== undefined) return { ...parts, [name]: value };
  const { [name]: _gone, ...rest } = parts;
  return rest;
}
