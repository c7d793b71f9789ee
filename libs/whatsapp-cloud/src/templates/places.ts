import { isPlainObject } from '../messages/rules';

/** Where in a draft: `['components', 1, 'text']`. */
export type Path = readonly (string | number)[];

/** A copy of `draft` with another value at `path`, whose last keys need not be there; undefined takes it out. */
export function withAt(draft: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list: readonly unknown[] = Array.isArray(draft) ? draft : [];
    const changed = list.map((entry, index) => (index === key ? withAt(entry, rest, value) : entry));
    return changed.filter((entry, index) => index !== key || entry !== undefined);
  }
  const owner = isPlainObject(draft) ? draft : {};
  const part = withAt(Object.hasOwn(owner, key) ? owner[key] : undefined, rest, value);
  const entries = Object.entries({ ...owner, [key]: part });
  return Object.fromEntries(entries.filter(([name]) => name !== key || part !== undefined));
}
