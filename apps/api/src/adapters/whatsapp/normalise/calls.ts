import { MessageElement } from '../../../messaging';
import { Change, Reader } from './change';
import { identitiesOf } from './identity';
import { messageOf } from './messages';
import { asRecord, asText, beginningOf, digitsOf, Json } from './reading';

/** It becomes a part of an id. */
const MAX_STEP_LENGTH = 12;

/** A call is a message of its conversation; its end is another one, which says of the first how long it was. */
export const call: Reader = (change, raw, someone) => {
  const event = asRecord(raw) ?? {};
  const direction = directionOf(change, event);
  const other = direction === 'inbound' ? 'from' : 'to';
  const claimed = identitiesOf([event[other], event[`${other}_user_id`]], [event[`${other}_parent_user_id`]]);
  const person = change.introductions.personOf(claimed, someone);
  const found = messageOf(change, raw, { direction, origin: 'live', state: 'sent', person });
  if (found.kind !== 'message') return found;
  const step = beginningOf(asText(event.event) ?? 'connect', MAX_STEP_LENGTH);
  const wacid = found.providerMessageId;
  const ofCall = { text: null, replyToProviderMessageId: null, forwarded: null, media: [] };
  if (step === 'connect') return { ...found, ...ofCall, type: 'call', targetProviderMessageId: null };
  const end = step === 'terminate' ? 'end' : step;
  return {
    ...found,
    ...ofCall,
    type: `call_${end}`,
    providerMessageId: `${wacid}#${end}`,
    targetProviderMessageId: wacid,
  };
};

function directionOf(change: Change, event: Json): MessageElement['direction'] {
  if (event.direction === 'BUSINESS_INITIATED') return 'outbound';
  if (event.direction === 'USER_INITIATED') return 'inbound';
  const business = digitsOf(asRecord(change.value.metadata)?.display_phone_number);
  return business !== null && digitsOf(event.from) === business ? 'outbound' : 'inbound';
}
