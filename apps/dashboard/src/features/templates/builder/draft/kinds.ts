import { kindOf } from './button-kinds';
import { LIMITS } from './limits';
import { componentOf, type Form, type Parts, partsIn, withComponent, withValue, wordOf } from './parts';

/** What a message is made of. The last one is chosen by its category. */
export type MessageKind = 'plain' | 'offer' | 'carousel' | 'authentication';

export function messageKindOf({ category, components }: Pick<Form, 'category' | 'components'>): MessageKind {
  if (category === 'authentication') return 'authentication';
  if (componentOf(components, 'CAROUSEL')) return 'carousel';
  return componentOf(components, 'LIMITED_TIME_OFFER') ? 'offer' : 'plain';
}

const EMPTY_BODY: Parts = { type: 'BODY', text: '' };
const MINUTES_AT_FIRST = 10;

const AUTHENTICATION: readonly Parts[] = [
  { type: 'BODY', add_security_recommendation: true },
  { type: 'FOOTER', code_expiration_minutes: MINUTES_AT_FIRST },
  { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy code' }] },
];

/** What a message of that kind begins with, when it was another before. */
export function beginning(kind: MessageKind, before: readonly Parts[]): readonly Parts[] {
  const body = bodyFor(kind, before);
  const keep = (type: 'HEADER' | 'FOOTER' | 'BUTTONS', components: readonly Parts[]) =>
    withComponent(components, type, componentOf(before, type));
  switch (kind) {
    case 'authentication':
      return AUTHENTICATION;
    case 'carousel':
      return [body, { type: 'CAROUSEL', cards: Array.from({ length: LIMITS.cardsAtLeast }, newCard) }];
    case 'offer': {
      const offer = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: '', has_expiration: true } };
      const header = componentOf(before, 'HEADER');
      const isPicture = header !== null && ['IMAGE', 'VIDEO'].includes(wordOf(header, 'format'));
      const withHeader = isPicture ? withComponent([offer, body], 'HEADER', header) : [offer, body];
      return keep('BUTTONS', withHeader);
    }
    case 'plain':
      return keep('HEADER', keep('FOOTER', keep('BUTTONS', [body])));
  }
}

/** The words stay; those of an authentication template are WhatsApp's, and nobody else's. */
export function bodyFor(kind: MessageKind, before: readonly Parts[]): Parts {
  const body = componentOf(before, 'BODY');
  return kind === 'authentication' || body === null || !('text' in body) ? EMPTY_BODY : body;
}

export const newCard = (): Parts => ({
  components: [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: '' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: '' }] },
  ],
});

/** A card with the same parts as another one, and nothing in them: all cards of a carousel are built alike. */
export function cardLike(card: Parts | undefined): Parts {
  if (!card) return newCard();
  const components = partsIn(card.components).map((component) => {
    switch (wordOf(component, 'type')) {
      case 'HEADER':
        return withValue(component, 'example', undefined);
      case 'BODY':
        return { type: 'BODY', text: '' };
      case 'BUTTONS':
        return { ...component, buttons: partsIn(component.buttons).map(buttonLike) };
      default:
        return component;
    }
  });
  return { ...card, components };
}

/** What differs from card to card is emptied; a label is mostly the same. */
const buttonLike = (button: Parts): Parts =>
  kindOf(button) === 'URL' ? withValue({ ...button, url: '' }, 'example', undefined) : button;
