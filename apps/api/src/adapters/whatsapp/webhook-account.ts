/** Where a webhook names its first entry: at its beginning. */
const BEGINNING_BYTES = 256;
const FIRST_ENTRY = /"entry"\s*:\s*\[\s*\{\s*"id"\s*:\s*"(\d{1,40})"/;
/** Each entry has one; within a text its quotes would be escaped. */
const CHANGES = '"changes"';

/**
 * The account (WABA) that all of a webhook is of, so that accounts can take turns in being read. Seen on the bytes,
 * without reading them: null where there is a second entry, or anything that is not as Meta writes it.
 */
export function accountOf(body: Buffer): string | null {
  const account = FIRST_ENTRY.exec(body.toString('latin1', 0, BEGINNING_BYTES))?.[1];
  const first = body.indexOf(CHANGES);
  if (account === undefined || first === -1) return null;
  return body.indexOf(CHANGES, first + CHANGES.length) === -1 ? account : null;
}
