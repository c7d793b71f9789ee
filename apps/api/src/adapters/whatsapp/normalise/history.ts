import { InboundElement, MessageElement } from '../../../messaging';
import { element, valueError } from './account';
import { Change, Reader } from './change';
import { identitiesOf, isSame } from './identity';
import { messageOf } from './messages';
import { asList, asRecord, asText, digitsOf, Json } from './reading';

/**
 * One chunk of what was written before the number was connected: conversations (threads) with their messages, or the
 * error that says why there are none. Each chunk is news of its own too: how far the synchronisation is.
 */
export const historyChunk: Reader = (change, raw) => {
  const chunk = asRecord(raw) ?? {};
  const errors = asList(chunk.errors);
  const progress = element(change, change.field, { metadata: chunk.metadata ?? null });
  return [
    ...asList(chunk.threads).flatMap((thread) => messagesOf(change, thread)),
    ...errors.flatMap((error) => valueError(change, error, undefined)),
    ...(errors.length === 0 ? [{ ...progress, event: 'progress' }] : []),
  ];
};

/** The files of older messages come later, as messages of the same id: they complete the one that is there. */
export const historyMedia: Reader = (change, raw) => {
  const message = asRecord(raw) ?? {};
  const found = historyMessage(change, raw, message, {});
  if (found.kind !== 'message') return found;
  return {
    ...found,
    providerMessageId: `${found.providerMessageId}#media`,
    targetProviderMessageId: found.providerMessageId,
  };
};

function messagesOf(change: Change, raw: unknown): InboundElement[] {
  const thread = asRecord(raw) ?? {};
  return asList(thread.messages).map((message) =>
    historyMessage(change, message, asRecord(message) ?? {}, thread),
  );
}

function historyMessage(change: Change, raw: unknown, message: Json, thread: Json): InboundElement {
  const context = asRecord(thread.context) ?? {};
  const ofThread = identitiesOf([thread.id, context.wa_id, context.user_id], [context.parent_user_id]);
  const receiver = identitiesOf([message.to, message.to_user_id], [message.to_parent_user_id]);
  const sender = identitiesOf([message.from, message.from_user_id], [message.from_parent_user_id]);
  const business = digitsOf(asRecord(change.value.metadata)?.display_phone_number);
  const isFromBusiness = sender.some(({ value }) => value === business);
  const isToThem = receiver.some((one) => ofThread.some((other) => isSame(one, other)));
  const direction = isFromBusiness || isToThem ? 'outbound' : 'inbound';
  const claimed = ofThread.length > 0 ? ofThread : direction === 'outbound' ? receiver : sender;
  const person = change.introductions.personOf(
    claimed,
    Object.keys(context).length > 0 ? context : undefined,
  );
  return messageOf(change, raw, { direction, origin: 'history', state: stateOf(message), person });
}

/** PENDING: it left the phone, and nobody had it yet when the history was made. */
const STATES: ReadonlyMap<string, MessageElement['state']> = new Map([
  ['PENDING', 'sent'],
  ['SENT', 'sent'],
  ['DELIVERED', 'delivered'],
  ['READ', 'read'],
  ['PLAYED', 'played'],
  ['ERROR', 'failed'],
]);

function stateOf(message: Json): MessageElement['state'] {
  const word = asText(asRecord(message.history_context)?.status);
  return STATES.get(word?.toUpperCase() ?? '') ?? 'sent';
}
