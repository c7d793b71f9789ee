/** What package-lock.json says of one package, as far as it is read here. */
export interface LockedPackage {
  /** Where a workspace link points to. */
  resolved?: string;
  link?: boolean;
  /** May be missing on this platform. */
  optional?: boolean;
  version?: string;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** By path below the repository: '' is the root, 'apps/api' a workspace, 'node_modules/pg' a package. */
export type Lock = Record<string, LockedPackage>;

/**
 * The paths of all that `roots` need to run, the roots' own among them. Unlike `npm ci --omit=dev`, a package that is
 * only an optional peer (typescript, for one) is left out: who wants it names it as a dependency.
 * @throws when the lock lacks a package that something needs
 */
export function productionPackages(lock: Lock, roots: readonly string[]): string[] {
  const found = new Set<string>();
  const waiting = [...roots];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const entry = lock[path];
    if (entry === undefined) throw new Error(`package-lock.json knows no package at "${path}"`);
    waiting.push(...(entry.link ? [entry.resolved ?? ''] : neededBy(lock, path, entry)));
  }
  return [...found].sort();
}

function neededBy(lock: Lock, path: string, entry: LockedPackage): string[] {
  const optional = Object.keys(entry.optionalDependencies ?? {});
  const peers = Object.keys(entry.peerDependencies ?? {}).filter(
    (name) => entry.peerDependenciesMeta?.[name]?.optional !== true,
  );
  const required = [...Object.keys(entry.dependencies ?? {}), ...peers].filter(
    (name) => !optional.includes(name),
  );
  return [
    ...required.map((name) => {
      const place = placeOf(lock, path, name);
      if (place === undefined) throw new Error(`package-lock.json lacks ${name}, which "${path}" needs`);
      return place;
    }),
    ...optional.flatMap((name) => placeOf(lock, path, name) ?? []),
  ];
}

/** Where Node finds `name` from the package at `path`: in the nearest node_modules on the way up. */
function placeOf(lock: Lock, path: string, name: string): string | undefined {
  const steps = path === '' ? [] : path.split('/');
  for (let length = steps.length; length >= 0; length -= 1) {
    if (steps[length - 1] === 'node_modules') continue;
    const place = [...steps.slice(0, length), 'node_modules', name].join('/');
    if (lock[place] !== undefined) return place;
  }
  return undefined;
}
