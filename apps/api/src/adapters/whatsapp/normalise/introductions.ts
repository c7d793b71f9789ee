import { Correspondent, Identity } from '../../../messaging';
import { groupOf, identitiesOf, isSame, ordered } from './identity';
import { asRecord, asText, beginningOf, Json } from './reading';

const MAX_NAME_LENGTH = 200;
const MAX_USERNAME_LENGTH = 100;

/** The people whom a change names (`contacts`), found by any of their ids. */
export class Introductions {
  private readonly byIdentity = new Map<string, Json>();
  /** The one contact, where there is only one. */
  readonly only: Json | undefined;

  constructor(contacts: readonly unknown[]) {
    const known = contacts.map(asRecord).filter((contact) => contact !== undefined);
    this.only = known.length === 1 ? known[0] : undefined;
    for (const contact of known) {
      for (const identity of identitiesOfContact(contact)) {
        if (!this.byIdentity.has(keyOf(identity))) this.byIdentity.set(keyOf(identity), contact);
      }
    }
  }

  /**
   * Whom a message is from or to: who it says itself, and what the contacts add to it. `someone` is who it must be where
   * nothing says so.
   */
  personOf(claimed: readonly Identity[], someone?: Json): Correspondent | undefined {
    const contact = this.find(claimed) ?? (isAnother(someone, claimed) ? undefined : someone);
    const theirs = contact === undefined ? [] : identitiesOfContact(contact);
    const isTheirs =
      claimed.length === 0 || theirs.some((one) => claimed.some((other) => isSame(one, other)));
    const [first, ...others] = ordered(isTheirs ? [...claimed, ...theirs] : claimed);
    if (first === undefined) return undefined;
    return { identities: [first, ...others], formerly: [], ...namesOf(contact) };
  }

  private find(claimed: readonly Identity[]): Json | undefined {
    for (const identity of claimed) {
      const contact = this.byIdentity.get(keyOf(identity));
      if (contact !== undefined) return contact;
    }
    return undefined;
  }
}

/** Two numbers, or two user ids, are two people. */
function isAnother(contact: Json | undefined, claimed: readonly Identity[]): boolean {
  if (contact === undefined) return true;
  const theirs = identitiesOfContact(contact);
  const share = (matches: (one: Identity, other: Identity) => boolean) =>
    theirs.some((one) => claimed.some((other) => matches(one, other)));
  return share((one, other) => one.kind === other.kind) && !share(isSame);
}

/** A group is its own correspondent; who wrote in it is the author. */
export function groupCorrespondentOf(groupId: unknown): Correspondent | undefined {
  const [group] = groupOf(groupId);
  return group === undefined ? undefined : { identities: [group], formerly: [], ...namesOf(undefined) };
}

export function namesOf(contact: Json | undefined): Pick<Correspondent, 'name' | 'nameSource' | 'username'> {
  const profile = asRecord(contact?.profile);
  return {
    name: nameFrom(profile?.name),
    nameSource: 'profile',
    username: usernameFrom(profile?.username) ?? usernameFrom(contact?.username),
  };
}

export function nameFrom(value: unknown): string | null {
  return beginningOf(asText(value)?.trim() ?? '', MAX_NAME_LENGTH) || null;
}

/** Seen with and without the sign in front. */
export function usernameFrom(value: unknown): string | null {
  return beginningOf(asText(value)?.trim().replace(/^@/, '') ?? '', MAX_USERNAME_LENGTH) || null;
}

function identitiesOfContact(contact: Json): Identity[] {
  return identitiesOf([contact.wa_id, contact.user_id], [contact.parent_user_id]);
}

function keyOf({ kind, value }: Identity): string {
  return `${kind} ${value}`;
}
