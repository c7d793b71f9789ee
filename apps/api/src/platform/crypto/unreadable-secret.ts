import { Problem } from '../../kernel/problem';

/** Where a secret lives. It is bound into the ciphertext, so that one moved to another row cannot be opened there. */
export interface SecretPlace {
  /** Null for what belongs to an account and so to no tenant. */
  readonly tenantId: string | null;
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

const REASONS = {
  malformed: 'it does not look like anything that we sealed',
  unknown_data_key: 'its data key is gone',
  unknown_encryption_key: 'its data key was wrapped with an ENCRYPTION_KEY that is not configured',
  tampered: 'it was changed, or sealed for another place',
  data_key_tampered: 'its data key was changed, or wrapped with another ENCRYPTION_KEY',
} as const;

export type UnreadableBecause = keyof typeof REASONS;

/** A stored secret that cannot be opened, now or later, unless an operator does something. Says nothing of what is in it. */
export class UnreadableSecret extends Problem {
  constructor(
    readonly because: UnreadableBecause,
    readonly place: SecretPlace,
  ) {
    super(500, 'unreadable_secret', 'We cannot open a secret that we stored. Our operators must look at it.');
    this.message = `${place.table}.${place.column} of row ${place.row} cannot be opened: ${REASONS[because]}.`;
  }
}
