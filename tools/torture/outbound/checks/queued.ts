import type { SendingEvidence } from '../evidence/evidence.ts';

/** O1: what was answered with an id, or committed, has a row. */
export function lost({ posts, queued, stored }: SendingEvidence): unknown[] {
  const ids = new Set(stored.rows.map(({ id }) => id));
  const accepted = posts.flatMap(({ id }) => (id === null ? [] : [id]));
  return [...accepted, ...queued].filter((id) => !ids.has(id));
}

/** O1: however often it was posted, it is one row, and that of the answer. */
export function doubled({ posts, stored }: SendingEvidence): unknown[] {
  const rows = Map.groupBy(stored.rows, ({ text }) => text);
  return posts.flatMap(({ text, id, tries }) => {
    const ids = (rows.get(text) ?? []).map((row) => row.id);
    return ids.length > 1 || (id !== null && ids.some((one) => one !== id)) ? [{ text, id, ids, tries }] : [];
  });
}

/** O1: all of them may be sent, and everything was healed in the end. */
export function neverTaken({ posts }: SendingEvidence): unknown[] {
  return posts.filter(({ id }) => id === null);
}
