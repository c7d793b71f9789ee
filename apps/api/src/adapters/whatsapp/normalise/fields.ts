import { InboundElement } from '../../../messaging';
import { newsOf, unheardOf, userAction, valueError } from './account';
import { call } from './calls';
import { Change, Reader } from './change';
import { echo } from './echoes';
import { historyChunk, historyMedia } from './history';
import { receivedMessage } from './messages';
import { changedUserId, preference, savedContact } from './people';
import { asList, asRecord, asText, Json } from './reading';
import { status } from './statuses';

/** The lists that a field's value may hold, in the order in which their elements are taken. */
type Lists = ReadonlyMap<string, Reader>;

const ANYWHERE: readonly [string, Reader][] = [
  ['statuses', status],
  ['errors', valueError],
];

const lists = (...own: [string, Reader][]): Lists => new Map([...own, ...ANYWHERE]);
const echoes = lists(['message_echoes', echo('echo')]);

/** Fields whose lists are messages, statuses and people. All others are news of the account (account.ts). */
const FIELDS: ReadonlyMap<string, Lists> = new Map([
  ['messages', lists(['messages', receivedMessage('live')], ['user_actions', userAction])],
  ['standby', lists(['messages', receivedMessage('standby')], ['message_echoes', echo('standby')])],
  ['message_echoes', echoes],
  ['smb_message_echoes', echoes],
  ['history', lists(['history', historyChunk], ['messages', historyMedia])],
  ['smb_app_state_sync', lists(['state_sync', savedContact])],
  ['user_id_update', lists(['user_id_update', changedUserId])],
  ['user_preferences', lists(['user_preferences', preference])],
  ['calls', lists(['calls', call])],
]);

/** Every element of one change; at least one. */
export function elementsOfChange(change: Change): InboundElement[] {
  const readers = FIELDS.get(change.field);
  if (readers === undefined) return newsOf(change);
  const found = [...readers].flatMap(([key, read]) => {
    const list = asList(change.value[key]);
    const someone = onlyPersonOf(change, list);
    return list.flatMap((raw) => read(change, raw, someone));
  });
  found.push(...unheardOf(change, new Set([...readers.keys(), 'contacts'])));
  return found.length === 0 ? newsOf(change) : found;
}

/** One contact, and everything of the list from one sender to one receiver: that is who it is. */
function onlyPersonOf({ introductions: { only } }: Change, list: readonly unknown[]): Json | undefined {
  if (only === undefined) return undefined;
  const pairs = new Set(list.map((raw) => `${asText(asRecord(raw)?.from)} ${asText(asRecord(raw)?.to)}`));
  return pairs.size === 1 ? only : undefined;
}

/** `standby` has its lists one level deeper, beside the metadata. */
export function unwrapped(field: string, value: Json): Json {
  return field === 'standby' ? { ...value, ...asRecord(value.standby) } : value;
}
