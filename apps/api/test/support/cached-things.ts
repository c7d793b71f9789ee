import { currentTenant, forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { CacheVersionsRepository } from '../../src/platform/cache/cache-versions.repository';
import { RedisStore } from '../../src/platform/cache/redis-store';
import { NothingShared, SharedStore } from '../../src/platform/cache/shared-store';
import { Dropped, TenantCaches } from '../../src/platform/cache/tenant-caches';
import { createDataSource } from '../../src/platform/database/data-source';
import { AppDatabase } from '../../src/platform/database/database';
import { afterEnd, beforeCommit, Transaction } from '../../src/platform/database/transaction';
import { createLogger } from '../../src/platform/telemetry/logger';
import { HintBus, Hints } from './hint-bus';
import { createTestDatabase, TestDatabase } from './test-database';
import { ThingsRedis } from './things-redis';

export type Missing = null | undefined;

/** A table of things that tenants have, which no policy guards: what is foreign, only the keys of the cache keep out. */
export class CachedThings {
  readonly bus = new HintBus();
  nowMs = 0;
  readonly redis: ThingsRedis | undefined;
  private readonly processes: ThingsProcess[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly redisUrl: string | undefined,
  ) {
    this.redis = redisUrl === undefined ? undefined : new ThingsRedis(redisUrl);
  }

  static async create(redisUrl?: string): Promise<CachedThings> {
    const things = new CachedThings(await createTestDatabase(), redisUrl);
    await things.database.query(`
      CREATE TABLE thing (tenant_id uuid, id text, value jsonb, PRIMARY KEY (tenant_id, id));
      GRANT ALL ON thing TO parley_app;`);
    return things;
  }

  async newTenant(): Promise<string> {
    const id = newId();
    await this.database.query('INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $2)', [id, id]);
    return id;
  }

  /** Behind everybody's back; undefined: it is removed. */
  async put(tenantId: string, id: string, value: unknown): Promise<void> {
    await this.database.query(...putting(tenantId, id, value));
  }

  async valueOf(tenantId: string, id: string): Promise<unknown> {
    const [row] = await this.database.query<{ value: unknown }>(
      'SELECT value FROM thing WHERE tenant_id = $1 AND id = $2',
      [tenantId, id],
    );
    return row?.value;
  }

  /** For the processes and for Redis. */
  async pass(ms: number): Promise<void> {
    this.nowMs += ms;
    await this.redis?.pass(ms);
  }

  async startProcess(): Promise<ThingsProcess> {
    const source = await createDataSource(this.database.appUrl, 'things', 3).initialize();
    const process = new ThingsProcess(this, new AppDatabase(source));
    this.processes.push(process);
    return process;
  }

  async end(): Promise<void> {
    for (const process of this.processes) await process.end();
    this.redis?.end();
    await this.database.drop();
  }
}

/** How a transaction of a process ends. */
export type Ending =
  | 'commit'
  | 'rollback'
  /** The process dies after the commit, before it does anything else, and begins again with nothing. */
  | 'death'
  /** It is committed, and the process is told that its connection broke. */
  | 'no answer';

/** What a process does in a transaction: gives these things a value (undefined: removes them), or drops what is cached. */
export type Deed = { readonly ids: readonly string[]; readonly value: unknown } | 'clear';

/** One process, with connections of its own, that reads and writes things as a slice does. */
export class ThingsProcess {
  hints: Hints;
  caches: TenantCaches;
  loads = 0;
  /** What a load waits for after it has read and before it answers. */
  beforeAnswer: (() => Promise<void>) | undefined;

  constructor(
    private readonly things: CachedThings,
    readonly database: AppDatabase,
  ) {
    this.hints = things.bus.join();
    this.caches = this.begin();
  }

  /** `missing` answers for what is not there. */
  read(tenantId: string, id: string, missing: () => Missing = () => null): Promise<unknown> {
    return forTenants([tenantId], () =>
      this.caches.current().fetch('thing', id, async () => {
        this.loads += 1;
        const [row] = await this.database.reading(
          (transaction) =>
            transaction.query('SELECT value FROM thing WHERE tenant_id = $1 AND id = $2', [
              currentTenant(),
              id,
            ]) as Promise<{ value: unknown }[]>,
        );
        await this.beforeAnswer?.();
        return row === undefined ? missing() : row.value;
      }),
    );
  }

  /** `during` is done before the end of the transaction. */
  write(tenantId: string, id: string, value: unknown, during?: () => Promise<void>): Promise<void> {
    return this.change(tenantId, { ids: [id], value }, 'commit', during);
  }

  delete(tenantId: string, id: string): Promise<void> {
    return this.change(tenantId, { ids: [id], value: undefined }, 'commit');
  }

  clear(tenantId: string): Promise<Dropped> {
    return forTenants([tenantId], () =>
      this.database.transaction((transaction) => this.caches.invalidateTenant(transaction, tenantId)),
    );
  }

  writeAndDie(tenantId: string, id: string, value: unknown): Promise<void> {
    return this.act(tenantId, { ids: [id], value }, 'death');
  }

  /** Does it in a transaction that ends like that. */
  async act(tenantId: string, deed: Deed, ending: Ending): Promise<void> {
    await this.change(tenantId, deed, ending).catch((error: unknown) => {
      if ((error as Error).message !== ending) throw error;
    });
    if (ending !== 'death') return;
    await this.caches.stop();
    this.hints = this.things.bus.join();
    this.caches = this.begin();
  }

  async end(): Promise<void> {
    await this.caches.stop();
    await this.database.source.destroy();
  }

  private change(tenantId: string, deed: Deed, ending: Ending, during?: () => Promise<void>): Promise<void> {
    const fail = () => Promise.reject(new Error(ending));
    return forTenants([tenantId], () =>
      this.database.transaction(async (transaction) => {
        // The first of what is done then, so nothing else is.
        if (ending === 'death') afterEnd(transaction, fail);
        await this.do(transaction, tenantId, deed);
        await during?.();
        if (ending === 'rollback') await fail();
        if (ending === 'no answer') beforeCommit(transaction, () => transaction.query('COMMIT').then(fail));
      }),
    );
  }

  private async do(transaction: Transaction, tenantId: string, deed: Deed): Promise<void> {
    if (deed === 'clear') {
      await this.caches.invalidateTenant(transaction, tenantId);
      return;
    }
    for (const id of deed.ids) {
      this.caches.current().invalidate(transaction, 'thing', id);
      await transaction.query(...putting(tenantId, id, deed.value));
    }
  }

  private begin(): TenantCaches {
    return new TenantCaches({
      database: this.database,
      versions: new CacheVersionsRepository(),
      shared: sharedOf(this.things.redisUrl),
      realtime: this.hints.realtime,
      now: () => this.things.nowMs,
    });
  }
}

/** The statement, and its values. */
function putting(tenantId: string, id: string, value: unknown): [sql: string, values: unknown[]] {
  if (value === undefined) return ['DELETE FROM thing WHERE tenant_id = $1 AND id = $2', [tenantId, id]];
  const sql = `INSERT INTO thing VALUES ($1, $2, $3) ON CONFLICT (tenant_id, id) DO UPDATE SET value = EXCLUDED.value`;
  return [sql, [tenantId, id, JSON.stringify(value)]];
}

function sharedOf(redisUrl: string | undefined): SharedStore {
  return redisUrl === undefined
    ? new NothingShared()
    : new RedisStore(redisUrl, createLogger('test', 'silent'));
}
