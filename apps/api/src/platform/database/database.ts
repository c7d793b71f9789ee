import {
  DataSource,
  EntityManager,
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { Pool } from 'pg';
import { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { currentTenant, currentTenants } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { NotBegun, runTransaction, TransactionKind } from './role-transaction';
import { doBeforeCommit, tellAfterCommit, tellAfterEnd, Transaction } from './transaction';

export class DatabaseAway extends Problem {
  constructor(override readonly cause: unknown) {
    super(503, 'database_unavailable', 'We cannot reach our database now. Please try again.');
  }
}

/**
 * One database role's transactions. The tenants of the current context are set for the transaction only, so a
 * connection that goes back to the pool carries none of them.
 */
abstract class RoleDatabase {
  constructor(readonly source: DataSource) {}

  /** Of the pool: how many are open, how many of these are free, and how many callers wait for one. */
  get connections(): { readonly open: number; readonly free: number; readonly awaited: number } {
    const { totalCount, idleCount, waitingCount } = (this.source.driver as PostgresDriver).master as Pool;
    return { open: totalCount, free: idleCount, awaited: waitingCount };
  }

  /**
   * Runs `work` in one transaction for the tenants of the current context.
   * @throws MissingTenant without any, DatabaseAway when the database could not be reached, or not be reached any more
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run({ tenantIds: this.tenants(), readOnly: false }, work);
  }

  /** As `transaction`, for work that only reads: it does not wait for the end of the transaction. */
  reading<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run({ tenantIds: this.tenants(), readOnly: true }, work);
  }

  protected tenants(): readonly string[] {
    return currentTenants();
  }

  protected async run<T>(kind: TransactionKind, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    let begun: Transaction | undefined;
    let result: T;
    try {
      result = await runTransaction(this.source, kind, async (manager) => {
        begun = manager;
        const done = await work(manager);
        await doBeforeCommit(manager);
        return done;
      });
    } catch (error) {
      if (error instanceof NotBegun) throw new DatabaseAway(error.cause);
      throw isAway(error) ? new DatabaseAway(error) : error;
    } finally {
      if (begun !== undefined) await tellAfterEnd(begun);
    }
    if (begun !== undefined) await tellAfterCommit(begun);
    return result;
  }
}

/** Serves requests, as parley_app: it sees the tenant of the request and nothing else. */
export class AppDatabase extends RoleDatabase {
  /** Its policies know one tenant. */
  protected override tenants(): readonly string[] {
    return [currentTenant()];
  }
}

/** Intake, lanes, senders and sweepers, as parley_system: it also holds the tables that belong to no tenant. */
export class SystemDatabase extends RoleDatabase {
  /** A transaction over the tables that belong to no tenant; call `setTenants` in it before touching a tenant's. */
  systemTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run({ tenantIds: [], readOnly: false }, work);
  }

  /** As `systemTransaction`, for an engine's work, done again and again: by keys alone, and what it asks is seldom planned. */
  preparedTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run({ tenantIds: [], readOnly: false, prepared: true }, work);
  }

  /**
   * One statement over tables that belong to no tenant, without a transaction around it.
   * @throws DatabaseAway when it could not be asked
   */
  async query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      return await this.source.query<Row[]>(sql, [...values]);
    } catch (error) {
      throw wasAnswered(error) ? error : new DatabaseAway(error);
    }
  }
}

/** Reads data keys, on connections of its own: who asks for one may hold a connection already, and must not wait for itself. */
export class KeysDatabase extends SystemDatabase {}

const STATEMENT_TIMEOUT = '57014';

/** The database was lost in the middle of work; what the work itself throws says nothing of that. */
function isAway(error: unknown): boolean {
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  return error instanceof QueryFailedError && !wasAnswered(error);
}

/** PostgreSQL itself said what is wrong, and not that it is going away (57P01 to 57P05) or too slow. */
function wasAnswered(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { severity, code = '' } = error.driverError as { severity?: string; code?: string };
  return severity !== undefined && !code.startsWith('57P') && code !== STATEMENT_TIMEOUT;
}

export async function setTenants(manager: EntityManager, tenantIds: readonly string[]): Promise<void> {
  await manager.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${tenantIds.join(',')}}`]);
}
