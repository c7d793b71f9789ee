import { LIMITS } from './limits';
import { type Parts, wordOf } from './parts';

/** As WhatsApp names them. OTP is for authentication alone, and has a panel of its own. */
export const BUTTON_KINDS = [
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'FLOW',
  'CATALOG',
  'MPM',
  'SPM',
  'VOICE_CALL',
  'CALL_PERMISSION_REQUEST',
  'REQUEST_CONTACT_INFO',
  'APP',
] as const;
export type ButtonKind = (typeof BUTTON_KINDS)[number];

type KindOfButton = {
  name: string;
  /** What a tap on it does. */
  says: string;
  /** How many a template may have (libs/whatsapp-cloud: template-limits.ts). */
  most: number;
  /** What it is made of when it is added. */
  begins: Parts;
};

export const buttonKinds: Readonly<Record<ButtonKind, KindOfButton>> = {
  QUICK_REPLY: {
    name: 'Quick reply',
    says: 'Answers you with its own words.',
    most: 10,
    begins: { text: '' },
  },
  URL: { name: 'Website', says: 'Opens an address.', most: 2, begins: { text: '', url: '' } },
  PHONE_NUMBER: {
    name: 'Call a number',
    says: 'Calls a phone number.',
    most: 1,
    begins: { text: '', phone_number: '' },
  },
  COPY_CODE: { name: 'Copy a code', says: 'Copies the code of an offer.', most: 1, begins: { example: '' } },
  FLOW: {
    name: 'Flow',
    says: 'Opens a form that you have made at Meta.',
    most: 1,
    begins: { text: '', flow_id: '' },
  },
  CATALOG: {
    name: 'Catalogue',
    says: 'Opens your catalogue.',
    most: 1,
    begins: { text: 'View catalog' },
  },
  MPM: {
    name: 'Several products',
    says: 'Opens a list of products.',
    most: 1,
    begins: { text: 'View items' },
  },
  SPM: { name: 'One product', says: 'Opens one product.', most: 1, begins: { text: 'View' } },
  VOICE_CALL: {
    name: 'Call on WhatsApp',
    says: 'Calls you on WhatsApp.',
    most: 1,
    begins: { text: 'Call now' },
  },
  CALL_PERMISSION_REQUEST: {
    name: 'May we call you?',
    says: 'Asks whether you may call them on WhatsApp.',
    most: 1,
    begins: {},
  },
  REQUEST_CONTACT_INFO: {
    name: 'Share contact',
    says: 'Asks them for their phone number.',
    most: 1,
    begins: {},
  },
  APP: { name: 'App', says: 'Opens your app.', most: LIMITS.buttons, begins: { text: '' } },
};

/** Null for a kind that is new to us. */
export const kindOf = (button: Parts): ButtonKind | null =>
  BUTTON_KINDS.find((kind) => kind === wordOf(button, 'type')) ?? null;

export const newButton = (kind: ButtonKind): Parts => ({ type: kind, ...buttonKinds[kind].begins });

/** Those that may stand in the cards of a carousel. */
export const CARD_BUTTONS: readonly ButtonKind[] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'];

/** Why no further one of that kind can be added; null where one can. */
export function whyNoMore(
  kind: ButtonKind,
  buttons: readonly Parts[],
  most: number = LIMITS.buttons,
): string | null {
  if (buttons.length >= most) return `There can be ${most} buttons.`;
  const own = buttonKinds[kind].most;
  if (buttons.filter((button) => kindOf(button) === kind).length < own) return null;
  return own === 1 ? 'There can be one of these.' : `There can be ${own} of these.`;
}

/** Where a new one goes: quick replies stand together, and so do the others; in an offer the code comes first. */
export function placeForNew(kind: ButtonKind, buttons: readonly Parts[], hasOffer: boolean): number {
  if (kind === 'COPY_CODE' && hasOffer) return 0;
  const isQuick = kind === 'QUICK_REPLY';
  const last = buttons.findLastIndex((button) => (kindOf(button) === 'QUICK_REPLY') === isQuick);
  return last === -1 ? buttons.length : last + 1;
}

/** The list with one of its entries elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, entry);
}
