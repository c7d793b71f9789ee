import { PoolClient, QueryResult } from 'pg';
import { DataSource, EntityManager, QueryFailedError } from 'typeorm';
import { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { isId } from '../../kernel/ids';
import { WORK_AS_THE_ENGINE } from './engine-settings';
import { Preparing } from './preparing';

export interface TransactionKind {
  readonly tenantIds: readonly string[];
  readonly readOnly: boolean;
  /** An engine's work, done again and again: by keys alone, with statements that are prepared. */
  readonly prepared?: boolean;
}

/** No transaction was begun, so nothing was done. */
export class NotBegun extends Error {
  constructor(override readonly cause: unknown) {
    super('No transaction could be begun.');
  }
}

/**
 * Runs `work` in one transaction that carries these tenants, and nothing of an earlier one's.
 *
 * Each round trip costs more than the policies do: the beginning and the tenants are one message, and the first
 * statement of the work is on its way before that is answered (the connections are pipelined). If the beginning fails,
 * so does every statement after it.
 * @throws NotBegun
 */
export async function runTransaction<T>(
  source: DataSource,
  kind: TransactionKind,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const beginning = beginningOf(kind);
  const runner = new TransactionRunner(source, kind.prepared === true);
  await runner.connect().catch(notBegun);
  const begun = runner.begin(beginning).catch(notBegun);
  try {
    const [result] = await Promise.all([work(runner.manager), begun]);
    await runner.end(kind.readOnly);
    return result;
  } catch (error) {
    await runner.abandon();
    // Where there was no beginning the work failed because of that, and may have been the first to say so.
    await begun;
    throw error;
  }
}

/** Also one for no tenant says so: what an earlier user of the connection might have left is not in force. */
function beginningOf({ tenantIds, readOnly, prepared }: TransactionKind): string {
  // They become part of a statement, so they are ids and nothing else.
  if (!tenantIds.every(isId)) throw new Error('A tenant was set that is not an id.');
  const mode = readOnly ? ' READ ONLY' : '';
  const settings = prepared === true ? `; ${WORK_AS_THE_ENGINE}` : '';
  return `START TRANSACTION${mode}; SET LOCAL parley.tenants = '{${tenantIds.join(',')}}'${settings}`;
}

function notBegun(error: unknown): never {
  throw new NotBegun(error);
}

/** TypeORM's, on a connection whose transaction we begin and end ourselves. */
class TransactionRunner extends PostgresQueryRunner {
  private client: PoolClient;
  private preparing: Preparing | undefined;

  constructor(
    source: DataSource,
    private readonly isPrepared: boolean,
  ) {
    super(source.driver as PostgresDriver, 'master');
    Object.assign(this, { manager: source.createEntityManager(this) });
  }

  /** What TypeORM asks its queries of. */
  override async connect(): Promise<PoolClient | Preparing> {
    this.client = (await super.connect()) as PoolClient;
    if (!this.isPrepared) return this.client;
    return (this.preparing ??= new Preparing(this.client));
  }

  /** Sent before it returns, and so before every statement of the work. */
  begin(statement: string): Promise<unknown> {
    // As TypeORM notes it: a transaction in this one is a savepoint.
    this.isTransactionActive = true;
    this.transactionDepth = 1;
    return this.client.query(statement);
  }

  async end(readOnly: boolean): Promise<void> {
    const ended = this.client.query('COMMIT');
    this.isTransactionActive = false;
    this.transactionDepth = 0;
    // Whoever reads needs no answer: the next user of the connection is served after it, or finds it broken.
    if (readOnly) ended.catch(() => undefined);
    else await this.hear(ended);
    this.preparing?.forgetOutdated();
    await this.release();
  }

  private async hear(ended: Promise<QueryResult>): Promise<void> {
    let command: string;
    try {
      ({ command } = await ended);
    } catch (error) {
      this.breakOff(error as Error);
      throw new QueryFailedError('COMMIT', [], error as Error);
    }
    // PostgreSQL rolls back when a statement failed, also one whose error the work caught.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back, since a statement in it failed.');
  }

  /** The connection goes back to the pool only when its transaction is over for certain. */
  async abandon(): Promise<void> {
    try {
      if (this.isTransactionActive && !this.isReleased) await this.client.query('ROLLBACK');
    } catch (error) {
      this.breakOff(error as Error);
    }
    this.isTransactionActive = false;
    await this.release();
  }

  private breakOff(error: Error): void {
    const release = this.releaseCallback;
    if (release !== undefined) this.releaseCallback = () => release(error);
  }
}
