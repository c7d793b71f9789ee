/** An outbound row of `message` of a number of the campaign's. */
export interface SentRow {
  id: string;
  /** What it says; each message of the campaign says something else. */
  text: string | null;
  phoneNumberId: string;
  sendingClass: string | null;
  state: string;
  wamid: string | null;
  /** How often it was sent again although nobody knew whether it had arrived; it says so where that is not 0. */
  resends: number;
  failureCode: string | null;
}

/** One claim of a message, by whichever sender. */
export interface Claim {
  messageId: string;
  /** Milliseconds since 1970. */
  atMs: number;
  /** The kind of the answer; null when nobody wrote one down. */
  outcome: string | null;
}

/** What is in the database when all is quiet. */
export interface SentStored {
  rows: SentRow[];
  claims: Claim[];
  unfinished: Record<string, number>;
  /** How often a number went from one sender to another. */
  handOvers: number;
}
