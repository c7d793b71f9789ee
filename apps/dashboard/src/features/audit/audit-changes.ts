import type { AuditEvent } from '@parley/api-client';

export type Change = {
  field: string;
  /** Null: there was nothing. */
  before: string | null;
  after: string | null;
};

/** What differs between before and after, a line for each value; nested values have a dotted name. */
export function changesIn({ before, after }: Pick<AuditEvent, 'before' | 'after'>): Change[] {
  const was = flat(before);
  const is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function flat(value: unknown, path: string[] = [], into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    if (path.length > 0) into.set(fieldName(path), 'nothing');
  } else if (Array.isArray(value)) {
    into.set(fieldName(path), value.length > 0 ? value.map(plain).join(', ') : 'none');
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) flat(inner, [...path, key], into);
  } else {
    into.set(fieldName(path), plain(value));
  }
  return into;
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** ['accessToken', 'lastFour'] as "access token, last four". */
const fieldName = (path: string[]): string =>
  path
    .map((key) =>
      key
        .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase(),
    )
    .join(', ');
