import {
  type ButtonKind,
  CARD_BUTTONS,
  moved,
  newButton,
  placeForNew,
  whyNoMore,
} from '../draft/button-kinds';
import { buttonsIn, type Card, componentsAt, eachCard, withButtons, withComponentsAt } from '../draft/cards';
import { messageKindOf } from '../draft/kinds';
import { LIMITS } from '../draft/limits';
import { componentOf, type Form, type Parts } from '../draft/parts';

export type ButtonAction =
  | { do: 'addButton'; kind: ButtonKind }
  | { do: 'removeButton'; index: number }
  | { do: 'moveButton'; from: number; to: number }
  | { do: 'button'; card: Card; index: number; button: Parts };

/** All cards of a carousel have the same buttons; only what stands on them differs. */
export function withButtonStep(form: Form, action: ButtonAction): Form {
  if (action.do === 'button') {
    const components = componentsAt(form, action.card);
    const buttons = buttonsIn(components);
    if (buttons[action.index] === undefined) return form;
    const changedButtons = withButtons(components, buttons.with(action.index, action.button));
    return withComponentsAt(form, action.card, changedButtons);
  }
  const isCarousel = messageKindOf(form) === 'carousel';
  const step = (components: readonly Parts[]): readonly Parts[] =>
    withButtons(components, buttonsAfter(components, action, isCarousel));
  return isCarousel ? eachCard(form, step) : { ...form, components: step(form.components) };
}

function buttonsAfter(
  components: readonly Parts[],
  action: Exclude<ButtonAction, { do: 'button' }>,
  isCarousel: boolean,
): readonly Parts[] {
  const buttons = buttonsIn(components);
  switch (action.do) {
    case 'addButton': {
      const { kind } = action;
      if (isCarousel && !CARD_BUTTONS.includes(kind)) return buttons;
      if (whyNoMore(kind, buttons, isCarousel ? LIMITS.cardButtons : LIMITS.buttons) !== null) return buttons;
      const hasOffer = componentOf(components, 'LIMITED_TIME_OFFER') !== null;
      return buttons.toSpliced(placeForNew(kind, buttons, hasOffer), 0, newButton(kind));
    }
    case 'removeButton':
      return buttons.filter((_, index) => index !== action.index);
    case 'moveButton':
      return moved(buttons, action.from, action.to);
  }
}
