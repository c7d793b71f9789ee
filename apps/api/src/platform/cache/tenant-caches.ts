import { Subscription } from 'rxjs';
import { currentContext, currentTenant, forTenants, inContext } from '../../kernel/context';
import { RecentlyUsed } from '../crypto/recently-used';
import { AppDatabase } from '../database/database';
import { afterEnd, beforeCommit, Transaction } from '../database/transaction';
import { Realtime } from '../realtime/realtime';
import { CachedThing, CacheKey, countByEntity, prefixOf } from './cache-key';
import { CacheVersionsRepository, EVERYTHING } from './cache-versions.repository';
import { jsonTextOf } from './json-text';
import { SharedStore } from './shared-store';

/** For so long a thing is given out without asking whether somebody has written it. */
export const FRESH_MS = 1_000;
/** After this a thing is loaded anew, also where nobody said that it was written: somebody may have changed it by hand. */
export const LIFE_MS = 60_000;
const MOST_ENTRIES = 5_000;

export interface Dropped {
  readonly entries: number;
  /** How many of each sort. */
  readonly entities: Readonly<Record<string, number>>;
}

/** A thing as it was loaded; no text: there was nothing. */
interface Entry {
  readonly version: string;
  readonly text: string | undefined;
  /** Before that was asked which the version is now. */
  readonly checkedAtMs: number;
  readonly loadedAtMs: number;
}

interface Parts {
  readonly database: AppDatabase;
  readonly versions: CacheVersionsRepository;
  readonly shared: SharedStore;
  /** Undefined in a process that neither tells nor hears of changes: it is a second behind, and so are the others. */
  readonly realtime: Realtime | undefined;
  /** Milliseconds, by a clock that does not jump. */
  readonly now?: () => number;
}

/** What one process keeps of what it has loaded, each tenant's apart. See the README for what it promises and why. */
export class TenantCaches {
  private readonly entries = new RecentlyUsed<string, Entry>(MOST_ENTRIES);
  /** Those asked for now; one that somebody has written since is in here no more, and what it brings is not kept. */
  private readonly flights = new Map<string, Promise<Entry>>();
  private readonly written = new WeakMap<Transaction, Map<string, Written>>();
  private readonly hearing: Subscription | undefined;
  private readonly now: () => number;

  constructor(private readonly parts: Parts) {
    this.now = parts.now ?? (() => performance.now());
    this.hearing = parts.realtime?.stale.subscribe((name) => void this.drop(name));
  }

  /** @throws Error where the work that runs now is for other tenants */
  of(tenantId: string): TenantCache {
    assertNotForeign(tenantId);
    return new TenantCache(this, tenantId);
  }

  /** @throws MissingTenant unless the work runs for exactly one tenant */
  current(): TenantCache {
    return this.of(currentTenant());
  }

  /**
   * Drops all of that tenant and nothing else, here now and everywhere with the commit. Answers what this process and the
   * shared store had of it.
   */
  async invalidateTenant(transaction: Transaction, tenantId: string): Promise<Dropped> {
    assertNotForeign(tenantId);
    const name = prefixOf(tenantId);
    const names = new Set([...this.drop(name), ...(await this.parts.shared.clear(tenantId))]);
    this.note(transaction, name, { tenantId, thing: EVERYTHING });
    return { entries: names.size, entities: countByEntity(names) };
  }

  stop(): Promise<void> {
    this.hearing?.unsubscribe();
    return this.parts.shared.stop();
  }

  /** For TenantCache, which knows whose the key is. */
  async fetch(key: CacheKey, load: () => Promise<unknown>): Promise<unknown> {
    const freshSinceMs = this.now() - FRESH_MS;
    for (;;) {
      const kept = this.entries.get(key.text);
      const isFresh = kept !== undefined && kept.checkedAtMs >= freshSinceMs;
      const entry = isFresh ? kept : await (this.flights.get(key.text) ?? this.takeOff(key, load));
      // Somebody else's flight may have been under way for long; what it brings is asked for its version again.
      if (entry.checkedAtMs >= freshSinceMs)
        return entry.text === undefined ? undefined : JSON.parse(entry.text);
    }
  }

  /** For TenantCache as well. */
  invalidate(transaction: Transaction, key: CacheKey): void {
    this.note(transaction, key.text, { tenantId: key.tenantId, thing: key });
  }

  private takeOff(key: CacheKey, load: () => Promise<unknown>): Promise<Entry> {
    const known = this.entries.get(key.text);
    const flight: Promise<Entry> = this.bring(key, known, load).then(
      (entry) => {
        if (this.land(key, flight) && entry.text !== undefined) this.entries.set(key.text, entry);
        return entry;
      },
      (error: unknown) => {
        this.land(key, flight);
        throw error;
      },
    );
    this.flights.set(key.text, flight);
    return flight;
  }

  /** False when the thing was written while it was brought. */
  private land({ text }: CacheKey, flight: Promise<Entry>): boolean {
    return this.flights.get(text) === flight && this.flights.delete(text);
  }

  /**
   * The version is asked for first: what is loaded or found afterwards is at least as new. It runs for that tenant and for
   * nobody in particular, whoever asks: others get the same.
   */
  private async bring(key: CacheKey, known: Entry | undefined, load: () => Promise<unknown>): Promise<Entry> {
    const { database, versions, shared } = this.parts;
    const checkedAtMs = this.now();
    const correlationId = currentContext()?.correlationId ?? crypto.randomUUID();
    return inContext({ correlationId, tenantIds: [key.tenantId] }, async () => {
      const version = await database.reading((transaction) => versions.of(transaction, key));
      const isYoung = known !== undefined && checkedAtMs - known.loadedAtMs < LIFE_MS;
      if (isYoung && known.version === version) return { ...known, checkedAtMs };
      const found = await shared.get(key);
      if (found?.version === version) {
        const loadedAtMs = checkedAtMs - (LIFE_MS - found.leftMs);
        return { version, text: found.text, checkedAtMs, loadedAtMs };
      }
      const text = jsonTextOf(await load());
      const lifeMs = Math.floor(LIFE_MS - (this.now() - checkedAtMs));
      if (text !== undefined && lifeMs > 0) await shared.set(key, { version, text }, lifeMs);
      return { version, text, checkedAtMs, loadedAtMs: checkedAtMs };
    });
  }

  /** The version changes with the commit. Who does not know whether there was one does not go on with what was. */
  private note(transaction: Transaction, name: string, one: Written): void {
    const known = this.written.get(transaction);
    known?.set(name, one);
    if (known !== undefined) return;
    const all = new Map([[name, one]]);
    this.written.set(transaction, all);
    beforeCommit(transaction, () => this.renew(transaction, [...all.values()]));
    afterEnd(transaction, async () => {
      for (const stale of all.keys()) this.drop(stale);
      await this.parts.realtime?.tellStale([...all.keys()]);
    });
  }

  /** Tenant after tenant and thing after thing, as everybody does: nobody waits for who waits for them. */
  private async renew(transaction: Transaction, written: readonly Written[]): Promise<void> {
    const tenantIds = [...new Set(written.map(({ tenantId }) => tenantId))].sort();
    for (const tenantId of tenantIds) {
      const things = written.filter((one) => one.tenantId === tenantId).map(({ thing }) => thing);
      await forTenants([tenantId], () => this.parts.versions.renew(transaction, things));
    }
  }

  /** `name`: of a thing, or what all names of a tenant begin with. Answers what there was. */
  private drop(name: string): string[] {
    if (!name.endsWith(':')) {
      this.flights.delete(name);
      return this.entries.delete(name) ? [name] : [];
    }
    const isTenants = (key: string): boolean => key.startsWith(name);
    for (const key of [...this.flights.keys()].filter(isTenants)) this.flights.delete(key);
    return [...this.entries.keys()].filter((key) => isTenants(key) && this.entries.delete(key));
  }
}

interface Written {
  readonly tenantId: string;
  readonly thing: CachedThing;
}

/** Work that runs for nobody in particular may ask for anybody's. */
function assertNotForeign(tenantId: string): void {
  const allowed = currentContext()?.tenantIds ?? [];
  if (allowed.length > 0 && !allowed.includes(tenantId))
    throw new Error('Tenant ID mismatch: the cache of another tenant was asked for.');
}

/** What is kept of one tenant. There is no other way to a key, and so none without a tenant. */
export class TenantCache {
  constructor(
    private readonly caches: TenantCaches,
    readonly tenantId: string,
  ) {}

  /**
   * The thing as it was loaded at some time within the last second or later, and after whatever this process wrote of it.
   * `load` runs for this tenant; undefined is what it answers for nothing, which is not kept; everything else is a value.
   * Call it outside of any transaction: it takes a connection.
   * @throws TypeError for a value that JSON does not give back as it was, and whatever `load` throws
   */
  async fetch<T>(entity: string, id: string, load: () => Promise<T>): Promise<T> {
    return (await this.caches.fetch(new CacheKey(this.tenantId, entity, id), load)) as T;
  }

  /**
   * Part of the write: whoever fetches the thing after the commit gets it anew, in this process at once, in others when they
   * hear of it, and within a second if they do not. The transaction is one of AppDatabase or SystemDatabase.
   */
  invalidate(transaction: Transaction, entity: string, id: string): void {
    this.caches.invalidate(transaction, new CacheKey(this.tenantId, entity, id));
  }
}
