import { IdentityPeriod, isForLife } from './identity-periods';
import { ResolvedContact } from './people';

/** What went from one contact to the other in a merge, as `contact_merge.moved` keeps it. */
export interface Moved {
  /** Whose each was. */
  readonly identities: readonly { readonly id: string; readonly contactId: string }[];
  readonly conversations: readonly MovedConversation[];
  readonly preferences: MovedPreferences;
  /** As the survivor was called. */
  readonly survivor: Pick<ResolvedContact, 'name' | 'username'>;
}

type Owned = Pick<IdentityPeriod, 'id' | 'contactId' | 'kind' | 'value'>;

/**
 * Which identities of the two change hands when a merge is undone, and whose they are then. What is for life has one owner:
 * it goes back in every account, also where it was seen only since.
 */
export function givenBack(
  moved: Moved['identities'],
  identities: readonly Owned[],
): Pick<Owned, 'id' | 'contactId'>[] {
  const before = new Map(moved.map(({ id, contactId }) => [id, contactId]));
  const nameOf = ({ kind, value }: Owned): string => `${kind} ${value}`;
  const owners = new Map(
    identities.filter(isForLife).flatMap((identity) => {
      const owner = before.get(identity.id);
      return owner === undefined ? [] : [[nameOf(identity), owner]];
    }),
  );
  return identities.flatMap((identity) => {
    const owner = before.get(identity.id) ?? owners.get(nameOf(identity)) ?? identity.contactId;
    return owner === identity.contactId ? [] : [{ id: identity.id, contactId: owner }];
  });
}

export interface MovedConversation {
  readonly id: string;
  /** The survivor's, which its messages went to; null: it became the survivor's itself. */
  readonly intoId: string | null;
  /** Who answered the survivor's before. */
  readonly assigneeId: string | null;
}

export interface MovedPreferences {
  /** The survivor's, as they were. */
  readonly overwritten: readonly {
    readonly id: string;
    readonly value: string;
    readonly detail: string | null;
    readonly occurredAt: string;
    readonly payload: unknown;
  }[];
  /** The ids of those that became the survivor's. */
  readonly given: readonly string[];
}
