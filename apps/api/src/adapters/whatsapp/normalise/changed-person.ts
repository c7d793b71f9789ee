import { Correspondent, Identity } from '../../../messaging';
import { identitiesOf, isSame, ordered } from './identity';
import { namesOf } from './introductions';
import { asRecord, asText, Json } from './reading';

/**
 * The person of a system message that says that their number or their user id is another one now; `known` is who they
 * were. Undefined where it says nothing of the kind.
 */
export function changedPersonOf(message: Json, known: Correspondent | undefined): Correspondent | undefined {
  const system = message.type === 'system' ? asRecord(message.system) : undefined;
  const ended = ENDED_BY.get(asText(system?.type) ?? '');
  if (system === undefined || ended === undefined) return undefined;
  const now = identitiesOf([system.wa_id, system.new_wa_id, system.user_id], [system.parent_user_id]);
  if (now.length === 0) return undefined;
  const older = (known?.identities ?? []).filter((one) => !now.some((other) => isSame(one, other)));
  const isOver = ({ kind }: Identity) => ended.includes(kind) || now.some((one) => one.kind === kind);
  const [first, ...others] = ordered([...now, ...older.filter((one) => !isOver(one))]);
  if (first === undefined) return undefined;
  return {
    ...(known ?? namesOf(undefined)),
    identities: [first, ...others],
    formerly: older.filter(isOver),
  };
}

/** What is not true any more after each. A user id belongs to a number: with another number it is another one. */
const ENDED_BY: ReadonlyMap<string, readonly Identity['kind'][]> = new Map([
  ['user_changed_number', ['phone', 'bsuid']],
  ['customer_changed_number', ['phone', 'bsuid']],
  ['user_changed_user_id', ['bsuid']],
]);
