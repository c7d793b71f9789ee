import { Correspondent, InboundElement, MessageElement } from '../../../messaging';
import { Change, namesNumber, Reader } from './change';
import { changedPersonOf } from './changed-person';
import { identitiesOf } from './identity';
import { groupCorrespondentOf } from './introductions';
import { contentOf, forwardedOf, mediaOf, replyTargetOf, targetOf, textOf } from './message-content';
import { notUnderstood } from './quarantine';
import { asId, asRecord, asText, asTime, beginningOf } from './reading';

const MAX_TYPE_LENGTH = 64;
/** Longer than what Meta says of anything; each message of a change gets them. */
const MAX_ERRORS_LENGTH = 4_096;

/** What is known of a message from where it was found. */
export interface Setting {
  readonly direction: MessageElement['direction'];
  readonly origin: MessageElement['origin'];
  readonly state: MessageElement['state'];
  readonly person: Correspondent | undefined;
}

/** `messages` of the field `messages`, and of `standby`: another app answers there, and we listen. */
export const receivedMessage =
  (origin: 'live' | 'standby'): Reader =>
  (change, raw, someone) => {
    const message = asRecord(raw) ?? {};
    const claimed = identitiesOf([message.from, message.from_user_id], [message.from_parent_user_id]);
    const writer = change.introductions.personOf(claimed, someone);
    const person = changedPersonOf(message, writer) ?? writer;
    return messageOf(change, withErrors(raw, change), { direction: 'inbound', origin, state: null, person });
  };

/** The element of one message, whoever wrote it and whenever; quarantined where it cannot be attributed. */
export function messageOf(change: Change, raw: unknown, setting: Setting): InboundElement {
  const message = asRecord(raw);
  const providerMessageId = asId(message?.id);
  const occurredAt = asTime(message?.timestamp);
  const group = groupCorrespondentOf(message?.group_id);
  const correspondent = group ?? setting.person;
  if (message === undefined || providerMessageId === undefined)
    return notUnderstood('a message without an id', raw);
  if (correspondent === undefined) return notUnderstood('a message without a sender', raw);
  if (occurredAt === undefined) return notUnderstood('a message without a time', raw);
  if (!namesNumber(change)) return notUnderstood('a message to no number', raw);
  const type = asText(message.type) ?? 'unsupported';
  return {
    kind: 'message',
    whereabouts: change.whereabouts,
    occurredAt,
    payload: message,
    direction: setting.direction,
    origin: setting.origin,
    correspondent,
    author: group === undefined ? null : (setting.person ?? null),
    providerMessageId,
    type: beginningOf(type, MAX_TYPE_LENGTH),
    text: textOf(message, type),
    state: setting.direction === 'outbound' ? (setting.state ?? 'sent') : null,
    targetProviderMessageId: targetOf(message, type),
    replyToProviderMessageId: replyTargetOf(message),
    forwarded: forwardedOf(message),
    ...(setting.direction === 'inbound' && asRecord(message.referral) !== undefined
      ? { cameFrom: 'advert' as const }
      : {}),
    media: mediaOf(message, type),
  };
}

/** A message may come without its content, and beside it what went wrong: then that is what is known of it. */
function withErrors(raw: unknown, { errors }: Change): unknown {
  const message = asRecord(raw);
  const type = asText(message?.type);
  if (message === undefined || type === undefined || errors.length === 0) return raw;
  const isWhole = contentOf(message, type) !== undefined || message.errors !== undefined;
  return isWhole || !areShort(errors) ? raw : { ...message, errors };
}

const lengths = new WeakMap<readonly unknown[], number>();

/** Looked at once for all messages of a change. */
function areShort(errors: readonly unknown[]): boolean {
  const length = lengths.get(errors) ?? JSON.stringify(errors).length;
  lengths.set(errors, length);
  return length <= MAX_ERRORS_LENGTH;
}
