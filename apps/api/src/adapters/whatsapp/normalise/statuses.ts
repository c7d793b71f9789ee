import { explain } from '@parley/whatsapp-cloud';
import { Failure } from '../../../messaging';
import { namesNumber, Reader } from './change';
import { recipientOf } from './identity';
import { notUnderstood } from './quarantine';
import { asId, asList, asRecord, asText, asTime, asWord, beginningOf, Json } from './reading';

const MAX_REASON_LENGTH = 1000;
const OUR_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What became of a message or a call; in the shapes of v23 (with `conversation`) and of v24 and later. */
export const status: Reader = (change, raw) => {
  const update = asRecord(raw);
  const providerMessageId = asId(update?.id);
  const word = asWord(update?.status);
  const occurredAt = asTime(update?.timestamp);
  if (update === undefined || providerMessageId === undefined || word === undefined)
    return notUnderstood('a status without an id', raw);
  if (occurredAt === undefined) return notUnderstood('a status without a time', raw);
  if (!namesNumber(change)) return notUnderstood('a status of no number', raw);
  const failure = failureOf(update);
  const callback = asText(update.biz_opaque_callback_data);
  return {
    kind: 'status',
    whereabouts: change.whereabouts,
    occurredAt,
    payload: update,
    providerMessageId,
    status: word,
    recipient: recipientOf(update),
    callbackId: callback !== undefined && OUR_ID.test(callback) ? callback : null,
    failure,
    ...(isOptOut(failure) ? { isOptedOut: true as const } : {}),
    pricing: update.pricing ?? null,
  };
};

const OK = 200;

/** Statuses come without an HTTP status of their own. */
function isOptOut(failure: Failure | null): boolean {
  return failure !== null && explain(Number(failure.code), OK).retry === 'opt_out';
}

function failureOf(update: Json): Failure | null {
  const error = asRecord(asList(update.errors)[0]);
  if (error === undefined) return null;
  const reason = asText(asRecord(error.error_data)?.details) ?? asText(error.message) ?? asText(error.title);
  return {
    code: asWord(error.code) ?? 'unknown',
    reason: beginningOf(reason ?? 'WhatsApp gave no reason.', MAX_REASON_LENGTH),
  };
}
