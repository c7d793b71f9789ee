import { componentOf, type Form, isOfType, type Parts, partsIn, withComponent, withValue } from './parts';

/** Where a component is: in the template itself (null), or in one of its cards. */
export type Card = number | null;

export const cardsOf = ({ components }: Pick<Form, 'components'>): readonly Parts[] =>
  partsIn(componentOf(components, 'CAROUSEL')?.cards);

export function withCards<T extends Pick<Form, 'components'>>(form: T, cards: readonly Parts[]): T {
  const carousel = componentOf(form.components, 'CAROUSEL');
  if (carousel === null) return form;
  return { ...form, components: withComponent(form.components, 'CAROUSEL', { ...carousel, cards }) };
}

/** The components of the template, or of one of its cards; none where there is no such card. */
export const componentsAt = (form: Pick<Form, 'components'>, card: Card): readonly Parts[] =>
  card === null ? form.components : partsIn(cardsOf(form)[card]?.components);

export function withComponentsAt<T extends Pick<Form, 'components'>>(
  form: T,
  card: Card,
  components: readonly Parts[],
): T {
  if (card === null) return { ...form, components };
  const cards = cardsOf(form);
  const one = cards[card];
  return one === undefined ? form : withCards(form, cards.with(card, { ...one, components }));
}

export const eachCard = <T extends Pick<Form, 'components'>>(
  form: T,
  change: (components: readonly Parts[]) => readonly Parts[],
): T =>
  withCards(
    form,
    cardsOf(form).map((card) => ({ ...card, components: change(partsIn(card.components)) })),
  );

export const buttonsIn = (components: readonly Parts[]): readonly Parts[] =>
  partsIn(componentOf(components, 'BUTTONS')?.buttons);

/** A list of buttons without a button is none. */
export function withButtons(components: readonly Parts[], buttons: readonly Parts[]): readonly Parts[] {
  const list = componentOf(components, 'BUTTONS') ?? { type: 'BUTTONS' };
  return withComponent(components, 'BUTTONS', buttons.length === 0 ? null : { ...list, buttons });
}

/** The pointer to a component as the rules write it: `/components/1`, `/components/1/cards/0/components/2`. */
export function pointerOf(
  form: Pick<Form, 'components'>,
  card: Card,
  type: Parameters<typeof isOfType>[0],
): string {
  const before =
    card === null
      ? '/components'
      : `/components/${form.components.findIndex(isOfType('CAROUSEL'))}/cards/${card}/components`;
  return `${before}/${componentsAt(form, card).findIndex(isOfType(type))}`;
}

/** A component with a sample file, or without one. */
export const withHandle = (header: Parts, handle: string | null): Parts =>
  withValue(header, 'example', handle === null ? undefined : { header_handle: [handle] });

/** What stands for the sample file of a header; "" for none. */
export function handleOf(header: Parts): string {
  const { example } = header;
  const handles: unknown =
    typeof example === 'object' && example !== null ? (example as Parts).header_handle : undefined;
  const first: unknown = Array.isArray(handles) ? handles[0] : undefined;
  return typeof first === 'string' ? first : '';
}
