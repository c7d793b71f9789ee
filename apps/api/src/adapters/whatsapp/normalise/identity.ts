import { Identity } from '../../../messaging';
import { asId, asText, beginningOf, digitsOf, Json } from './reading';

/** A business-scoped user id; with ENT, the one that linked portfolios share (facts: cloud-api.md C5). */
const BSUID = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/;
/** In an address book also as people write it. */
const PHONE = /^\+?[\d ().-]{5,40}$/;
const MAX_RECIPIENT_LENGTH = 512;

/** A phone number can be answered everywhere, so it comes first. */
const ORDER: readonly Identity['kind'][] = ['group', 'phone', 'bsuid', 'parent_bsuid'];

/**
 * Everyone whom these values name. A number may be absent or empty, or hold a user id: all three are seen, so the value
 * decides what it is, not its place; but what stands in the place of a parent is one.
 */
export function identitiesOf(values: readonly unknown[], parents: readonly unknown[] = []): Identity[] {
  const found = [
    ...values.flatMap((value) => identityOf(asText(value))),
    ...parents.flatMap((value) => parentOf(identityOf(asText(value)))),
  ];
  return ordered(found);
}

/** Each once, the one to answer to first. */
export function ordered(identities: readonly Identity[]): Identity[] {
  return identities
    .filter((identity, index) => identities.findIndex((other) => isSame(other, identity)) === index)
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

export function isSame(one: Identity, other: Identity): boolean {
  return one.value === other.value && one.kind === other.kind;
}

export function groupOf(value: unknown): Identity[] {
  const id = asId(value);
  return id === undefined ? [] : [{ kind: 'group', value: id }];
}

/** Whom a status is about; one value in a group is told from another by its participant. */
export function recipientOf(status: Json): string {
  const ids = [
    status.recipient_id,
    status.recipient_user_id,
    status.recipient_participant_id,
    status.recipient_participant_user_id,
  ];
  return beginningOf(ids.flatMap((id) => asId(id) ?? []).join('/'), MAX_RECIPIENT_LENGTH);
}

function identityOf(value: string | undefined): Identity[] {
  if (value === undefined) return [];
  const isBsuid = BSUID.exec(value);
  if (isBsuid !== null) return [{ kind: isBsuid[1] === undefined ? 'bsuid' : 'parent_bsuid', value }];
  const digits = PHONE.test(value) ? digitsOf(value) : null;
  return digits === null ? [] : [{ kind: 'phone', value: digits }];
}

function parentOf([identity]: Identity[]): Identity[] {
  if (identity === undefined) return [];
  return [identity.kind === 'bsuid' ? { kind: 'parent_bsuid', value: identity.value } : identity];
}
