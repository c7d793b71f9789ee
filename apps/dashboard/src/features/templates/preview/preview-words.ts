import type { PreviewButton, PreviewHeader, PreviewOffer, TemplatePreview } from '@parley/api-client';
import { distanceInWords } from '../../../time/calendar';

/** What the phone writes on buttons that have no label of their own. */
const OWN_LABELS: Readonly<Record<string, string>> = {
  COPY_CODE: 'Copy offer code',
  OTP: 'Copy code',
  CATALOG: 'View catalog',
  MPM: 'View items',
  SPM: 'View',
  VOICE_CALL: 'Call on WhatsApp',
  CALL_PERMISSION_REQUEST: 'Choose preference',
  REQUEST_CONTACT_INFO: 'Share contact info',
  APP: 'Open app',
};

export const labelOf = ({ kind, label }: PreviewButton): string => label ?? OWN_LABELS[kind] ?? 'Button';

/** What a tap on it does, for whoever only hears or reads of it. The kinds are an open list: "" for a new one. */
export function deedOf({ kind, target }: PreviewButton): string {
  const to = target ?? '';
  switch (kind) {
    case 'URL':
      return target ? `opens ${to}` : 'opens a website';
    case 'PHONE_NUMBER':
      return target ? `calls ${to}` : 'calls a number';
    case 'QUICK_REPLY':
      return 'answers with these words';
    case 'COPY_CODE':
      return target ? `copies ${to}` : 'copies a code';
    case 'OTP':
      return 'copies the code';
    case 'FLOW':
      return 'opens a form';
    default:
      return '';
  }
}

/** A phone shows three buttons; of more it shows two, and the others behind a third. */
export const SHOWN_BUTTONS = 3;

export function shownButtons<T>(buttons: readonly T[]): { shown: readonly T[]; hidden: readonly T[] } {
  return buttons.length <= SHOWN_BUTTONS
    ? { shown: buttons, hidden: [] }
    : { shown: buttons.slice(0, SHOWN_BUTTONS - 1), hidden: buttons.slice(SHOWN_BUTTONS - 1) };
}

/** A picture that may be shown: one of this page or of ours. Others would tell a stranger who looks at it. */
export function pictureOf({ value }: Pick<PreviewHeader, 'value'>): string | null {
  const link = textIn(value, 'link');
  return link !== null && /^(blob:|\/(?!\/))/.test(link) ? link : null;
}

/** The text under that name in what a header is filled with; null where there is none. */
export function textIn(value: PreviewHeader['value'], name: string): string | null {
  const found = typeof value === 'object' && value !== null ? value[name] : undefined;
  return typeof found === 'string' && found.trim() !== '' ? found : null;
}

/** When an offer ends; null for one without an end. */
export function offerEnd(
  { endsAt }: PreviewOffer,
  variables: TemplatePreview['variables'],
  now: number,
): string | null {
  if (endsAt !== null) return endsAt > now ? `Ends ${distanceInWords(endsAt, now)}` : 'Offer ended';
  return variables.some(({ kind }) => kind === 'offer_end') ? 'Ends when each message says' : null;
}
