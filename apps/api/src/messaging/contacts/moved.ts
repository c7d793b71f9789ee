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
