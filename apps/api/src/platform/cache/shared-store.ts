import { CacheKey } from './cache-key';

/** What was loaded, and under which version: under another one it may be old. */
export interface Stored {
  readonly version: string;
  /** JSON. */
  readonly text: string;
}

export interface Found extends Stored {
  /** For so long the store would still have it: what is given out for longer is older than it may be. */
  readonly leftMs: number;
}

/**
 * What processes share of what they loaded. It may hold anything, also what is old: whoever reads it compares the version.
 * It may be away: then it has nothing, and no call of it fails.
 */
export abstract class SharedStore {
  abstract get(key: CacheKey): Promise<Found | undefined>;
  /** Has it for no longer than `lifeMs`. */
  abstract set(key: CacheKey, stored: Stored, lifeMs: number): Promise<void>;
  /** Drops what there is of that tenant, and answers the names of it. */
  abstract clear(tenantId: string): Promise<readonly string[]>;
  abstract stop(): Promise<void>;
}

/** Each process has what it loaded itself. */
export class NothingShared extends SharedStore {
  get(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  set(): Promise<void> {
    return Promise.resolve();
  }

  clear(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
