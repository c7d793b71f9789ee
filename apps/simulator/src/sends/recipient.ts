import { invalidParameter, refused, type GraphFailure } from '../graph/graph-failure';
import { phoneDigits } from '../settings';
import { field, invalidValue, quoted } from './parameter';

/** Facts C5. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/;
const GROUP_ID = /^[\w=+/.:-]{8,256}$/;

export interface Recipient {
  /** By what they are named: a phone number, a business-scoped user id, or a group. */
  kind: 'phone' | 'user_id' | 'group';
  /** As written. */
  input: string;
  /** A phone number's digits; an id as it is. */
  to: string;
}

/** `to` wins over `recipient`; `recipient_type` says whether `to` is a group. */
export function readRecipient(body: unknown, businessPhone: string): Recipient | GraphFailure {
  const type = field(body, 'recipient_type') ?? 'individual';
  if (type !== 'individual' && type !== 'group')
    return invalidParameter(`Param recipient_type must be one of {INDIVIDUAL, GROUP} - got ${quoted(type)}.`);
  const input = field(body, 'to');
  const userId = field(body, 'recipient');
  if ((input === undefined || input === '') && userId !== undefined)
    return typeof userId === 'string' && USER_ID.test(userId)
      ? { kind: 'user_id', input: userId, to: userId }
      : invalidValue(`Param recipient is not a valid WhatsApp user id: ${quoted(userId)}`);
  if (input === undefined || input === '') return invalidParameter('The parameter to is required.');
  if (type === 'group')
    return typeof input === 'string' && GROUP_ID.test(input)
      ? { kind: 'group', input, to: input }
      : invalidValue(`Param to is not a valid group id: ${quoted(input)}`);
  const to = typeof input === 'string' || typeof input === 'number' ? phoneDigits(String(input)) : null;
  if (to === null) return invalidValue(`Param to is not a valid WhatsApp recipient: ${quoted(input)}`);
  if (to === businessPhone)
    return refused(131021, 'Recipient cannot be sender', 'Recipient and sender phone number are the same.');
  return { kind: 'phone', input: String(input), to };
}
