import { Correspondent, Identity } from '../../../messaging';
import { namesNumber, Reader } from './change';
import { identitiesOf, isSame, ordered } from './identity';
import { Introductions, nameFrom, usernameFrom } from './introductions';
import { notUnderstood } from './quarantine';
import { asRecord, asText, asTime, asWord, beginningOf } from './reading';

const MAX_DETAIL_LENGTH = 500;

/** How the business saved somebody in the address book of its app; removed from it: no name any more. */
export const savedContact: Reader = (change, raw) => {
  const sync = asRecord(raw) ?? {};
  const contact = asRecord(sync.contact) ?? {};
  const saved = identitiesOf([contact.phone_number, contact.user_id], [contact.parent_user_id]);
  const person = NOBODY_ELSE.personOf(saved);
  if (person === undefined || !namesNumber(change)) return notUnderstood('a saved contact of nobody', raw);
  const name = nameFrom(contact.full_name) ?? nameFrom(contact.first_name);
  return {
    kind: 'person',
    whereabouts: change.whereabouts,
    occurredAt: asTime(asRecord(sync.metadata)?.timestamp) ?? change.occurredAt,
    payload: sync,
    correspondent: {
      ...person,
      name: sync.action === 'remove' ? null : name,
      nameSource: 'address_book',
      username: usernameFrom(contact.username),
    },
  };
};

/** Somebody's user id is another one from now on. */
export const changedUserId: Reader = (change, raw) => {
  const update = asRecord(raw) ?? {};
  const userId = asRecord(update.user_id) ?? {};
  const parent = asRecord(update.parent_user_id) ?? {};
  const now = identitiesOf([update.wa_id, userId.current], [parent.current]);
  const person = change.introductions.personOf(now);
  if (person === undefined || !namesNumber(change)) return notUnderstood('a changed id of nobody', raw);
  const before = identitiesOf([userId.previous], [parent.previous]);
  return {
    kind: 'person',
    whereabouts: change.whereabouts,
    occurredAt: asTime(update.timestamp) ?? change.occurredAt,
    payload: update,
    correspondent: succeeding(person, now, before),
  };
};

/** What somebody allows the business to send. */
export const preference: Reader = (change, raw) => {
  const said = asRecord(raw) ?? {};
  const claimed = identitiesOf([said.wa_id, said.user_id], [said.parent_user_id]);
  const correspondent = change.introductions.personOf(claimed);
  const category = asWord(said.category);
  const value = asWord(said.value);
  if (correspondent === undefined || !namesNumber(change))
    return notUnderstood('a preference of nobody', raw);
  if (category === undefined || value === undefined)
    return notUnderstood('a preference without a value', raw);
  return {
    kind: 'preference',
    whereabouts: change.whereabouts,
    occurredAt: asTime(said.timestamp) ?? change.occurredAt,
    payload: said,
    correspondent,
    category,
    value,
    detail: beginningOf(asText(said.detail) ?? '', MAX_DETAIL_LENGTH) || null,
  };
};

const NOBODY_ELSE = new Introductions([]);

/** The contacts beside may still name the older id. */
function succeeding(
  person: Correspondent,
  now: readonly Identity[],
  before: readonly Identity[],
): Correspondent {
  const isIn = (list: readonly Identity[], one: Identity) => list.some((other) => isSame(one, other));
  const formerly = before.filter((one) => !isIn(now, one));
  const [first, ...others] = ordered(person.identities.filter((one) => !isIn(formerly, one)));
  return first === undefined ? person : { ...person, identities: [first, ...others], formerly };
}
