/** What the doctor says of one part of an installation. */
export interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  readonly says: string;
}
