/** A row of `message`, with what it hangs on. */
export interface StoredMessage {
  id: string;
  wamid: string | null;
  /** The number that it was written to, or from. */
  phoneNumberId: string;
  conversationId: string;
  contactId: string;
  /** Whether the contact or the conversation was merged into another, and should have nothing any more. */
  isMergedAway: boolean;
  direction: 'inbound' | 'outbound';
  type: string;
  state: string;
  idempotencyKey: string | null;
  /** It says that it was sent twice, since nobody knew whether it had arrived. */
  mayBeDuplicate: boolean;
  /** By PostgreSQL: microseconds since 1970 of the commit that wrote the row last. */
  committedAt: number;
}

export interface StoredStatus {
  wamid: string;
  phoneNumberId: string;
  status: string;
}

export interface StoredDeadLetter {
  id: string;
  stage: string;
  reason: string;
  detail: string | null;
  /** The element or the body, as text. */
  content: string;
}

/** A person as the product knows them, by everything that they are or were called. */
export interface StoredIdentity {
  contactId: string;
  value: string;
}

export interface StoredPreference {
  contactId: string;
  value: string;
}

/** What is in the database when all is quiet. */
export interface Stored {
  messages: StoredMessage[];
  statuses: StoredStatus[];
  /** Everything in account events that begins like a marker of the simulator's. */
  accountMarkers: ReadonlySet<string>;
  deadLetters: StoredDeadLetter[];
  identities: StoredIdentity[];
  preferences: StoredPreference[];
  unfinished: Record<string, number>;
  /** Numbers of the simulator's whose channel answers every text with an echo. */
  echoing: ReadonlySet<string>;
}
