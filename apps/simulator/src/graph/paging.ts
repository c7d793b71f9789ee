import { invalidParameter, refused, type GraphFailure } from './graph-failure';

const USUAL_LIMIT = 25;
const MAX_LIMIT = 1_000;

export interface Page<T> {
  data: T[];
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
}

/**
 * One page of a list, by Graph's cursors.
 * @param address of the list, with the query as it was asked for
 */
export function pageOf<T extends { id: string }>(items: readonly T[], address: URL): Page<T> | GraphFailure {
  const limit = Number(address.searchParams.get('limit') ?? USUAL_LIMIT);
  if (!Number.isInteger(limit) || limit < 1)
    return invalidParameter('Param limit must be a positive number.');
  const size = Math.min(limit, MAX_LIMIT);
  const start = startOf(items, address.searchParams, size);
  if (start === null)
    return refused(131059, 'Invalid pagination cursor', 'The cursor is not one of this list.');
  const data = items.slice(start, start + size);
  const [first, last] = [data[0], data.at(-1)];
  if (first === undefined || last === undefined) return { data };
  const cursors = { before: cursorOf(first), after: cursorOf(last) };
  return {
    data,
    paging: {
      cursors,
      ...(start + size < items.length && { next: withCursor(address, 'after', cursors.after) }),
      ...(start > 0 && { previous: withCursor(address, 'before', cursors.before) }),
    },
  };
}

function startOf(items: readonly { id: string }[], query: URLSearchParams, size: number): number | null {
  const after = query.get('after');
  const before = query.get('before');
  const at = (cursor: string): number => items.findIndex((item) => cursorOf(item) === cursor);
  if (after) return at(after) === -1 ? null : at(after) + 1;
  if (before) return at(before) === -1 ? null : Math.max(0, at(before) - size);
  return 0;
}

function cursorOf({ id }: { id: string }): string {
  return Buffer.from(`cursor of ${id}`).toString('base64url');
}

function withCursor(address: URL, name: 'after' | 'before', cursor: string): string {
  const other = new URL(address);
  other.searchParams.delete('after');
  other.searchParams.delete('before');
  other.searchParams.set(name, cursor);
  return other.toString();
}
