import { DataSource, EntityManager, QueryFailedError } from 'typeorm';
import { currentTenants } from '../../kernel/context';
import { Problem } from '../../kernel/problem';
import { tellAfterCommit, Transaction } from './transaction';

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

  /**
   * Runs `work` in one transaction for the tenants of the current context.
   * @throws MissingTenant without any, DatabaseAway when no transaction could be begun
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.begin(currentTenants(), work);
  }

  protected async begin<T>(
    tenantIds: readonly string[],
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    let begun: Transaction | undefined;
    let result: T;
    try {
      result = await this.source.transaction(async (manager) => {
        if (tenantIds.length > 0) await setTenants(manager, tenantIds);
        begun = manager;
        return work(manager);
      });
    } catch (error) {
      throw begun === undefined ? new DatabaseAway(error) : error;
    }
    if (begun !== undefined) await tellAfterCommit(begun);
    return result;
  }
}

/** Serves requests, as parley_app: it sees the tenant of the request and nothing else. */
export class AppDatabase extends RoleDatabase {}

/** Intake, lanes, senders and sweepers, as parley_system: it also holds the tables that belong to no tenant. */
export class SystemDatabase extends RoleDatabase {
  /** A transaction over the tables that belong to no tenant; call `setTenants` in it before touching a tenant's. */
  systemTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.begin([], work);
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

/** PostgreSQL itself said what is wrong, and not that it is going away (57P01 to 57P05). */
function wasAnswered(error: unknown): boolean {
  const { severity, code } =
    error instanceof QueryFailedError ? (error.driverError as { severity?: string; code?: string }) : {};
  return severity !== undefined && code?.startsWith('57P') === false;
}

export async function setTenants(manager: EntityManager, tenantIds: readonly string[]): Promise<void> {
  await manager.query(`SELECT set_config('parley.tenants', $1, true)`, [`{${tenantIds.join(',')}}`]);
}
