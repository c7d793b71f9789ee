import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Pool, PoolClient, QueryConfig } from 'pg';
import { Logger } from 'pino';
import { crashPoint } from '../../../kernel/crash-points';
import { idsBy } from '../../../kernel/ids';
import { Environment } from '../../../platform/config/environment';
import { troubleOf } from '../../../platform/database/database-trouble';
import { createPool } from '../../../platform/database/pool';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';
import { DatabaseClock } from './database-clock';

export interface NewDelivery {
  readonly provider: string;
  /** The provider's account that all of it is of; null where that is not certain before it is read. */
  readonly accountId: string | null;
  readonly body: Buffer;
  /** Which app secret, by the first 8 hex digits of its SHA-256. */
  readonly signedWith: string | null;
  /** The sender's address. */
  readonly source: string | null;
}

export const WRITERS = 3;
/** Covers the restart of a PostgreSQL that crashed. */
const BUDGET_MS = 2_000;
const RECONNECT_PAUSE_MS = 100;
const KEEP_ALIVE_MS = 10_000;

const DURABLE = `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`;

const TIME = 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms';

/** Writes batches of webhooks, each in one statement and one commit, on connections that nobody else uses. */
@Injectable()
export class DeliveryWriter {
  private readonly pool: Pool;
  private readonly clock = new DatabaseClock();
  private readonly newId = idsBy(() => this.clock.nowMs());
  private asking: Promise<void> | undefined;

  constructor(
    { DATABASE_SYSTEM_URL }: Environment,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    // A pool of its own: no slow query of another part can hold up an answer to the provider.
    const config = {
      connectionString: DATABASE_SYSTEM_URL,
      application_name: 'parley-intake',
      max: WRITERS,
      connectionTimeoutMillis: BUDGET_MS,
      // Nobody waits for a connection because it was quiet for a while.
      idleTimeoutMillis: 0,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    };
    const lost = (err: unknown) => this.logger.warn({ err }, 'intake connection lost');
    this.pool = createPool(config, lost);
    this.pool.on('connect', (client) => {
      this.clock.doubt();
      client.query(DURABLE).catch(lost);
    });
  }

  /**
   * Resolves once all of them are committed. While the database is away it tries again, within 2 s: none is stored twice
   * by that, whatever became of the commit whose answer was lost. @throws what the last attempt failed with
   */
  async write(deliveries: readonly NewDelivery[]): Promise<void> {
    const deadline = performance.now() + BUDGET_MS;
    let insert: QueryConfig | undefined;
    for (;;) {
      try {
        if (!this.clock.isSet) await this.askTheTime(deadline);
        const isAgain = insert !== undefined;
        insert ??= insertOf(deliveries, this.newId());
        return await this.attempt(isAgain ? again(insert) : insert, deadline);
      } catch (error) {
        const isOver = performance.now() + RECONNECT_PAUSE_MS >= deadline;
        if (isOver || troubleOf(error) !== 'connection') throw error;
        await pause(RECONNECT_PAUSE_MS);
      }
    }
  }

  async end(): Promise<void> {
    await this.pool.end();
  }

  private async attempt(statement: QueryConfig, deadline: number): Promise<void> {
    const client = await this.connect(deadline);
    try {
      if (this.clock.isDue) await this.setClock(client, deadline);
      crashPoint('receive.before-commit');
      await client.query(within(left(deadline), statement));
      crashPoint('receive.after-commit');
      client.release();
    } catch (error) {
      client.release(troubleOf(error) === 'connection');
      throw error;
    }
  }

  /** Once for all who wait to know it: they go on in the order in which they came. */
  private async askTheTime(deadline: number): Promise<void> {
    const ask = async (): Promise<void> => {
      const client = await this.connect(deadline);
      try {
        await this.setClock(client, deadline);
        client.release();
      } catch (error) {
        client.release(true);
        throw error;
      }
    };
    this.asking ??= ask().finally(() => (this.asking = undefined));
    await this.asking;
  }

  private async setClock(client: PoolClient, deadline: number): Promise<void> {
    await this.clock.set(async () => {
      const { rows } = await client.query<{ ms: number }>(within(left(deadline), { text: TIME }));
      return rows[0]?.ms ?? Date.now();
    });
  }

  /** The pool's own patience begins with each attempt; ours does not. */
  private connect(deadline: number): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const patience = setTimeout(() => {
        isLate = true;
        reject(new Error('No connection to the database in time.'));
      }, left(deadline));
      this.pool
        .connect()
        .then((client) => (isLate ? client.release() : resolve(client)), reject)
        .finally(() => clearTimeout(patience));
    });
  }
}

const left = (deadline: number): number => Math.max(1, Math.ceil(deadline - performance.now()));

/** The driver knows it, its types do not. */
const within = (ms: number, statement: QueryConfig): QueryConfig =>
  Object.assign({ query_timeout: ms }, statement);

/**
 * One statement whose cost hardly grows with the rows: the bodies as one value in binary, cut up by PostgreSQL, since
 * an array of them would travel as text, twice as long; and one id for all, counted up in its last digits.
 */
function insertOf(deliveries: readonly NewDelivery[], firstId: string): QueryConfig {
  const id = firstId.slice(0, -4);
  let start = 1;
  const rows = deliveries.map(({ provider, accountId, body, signedWith, source }, index) => {
    const row = {
      id: id + index.toString(16).padStart(4, '0'),
      provider,
      accountId,
      signedWith,
      source,
      start,
      size: body.length,
    };
    start += body.length;
    return row;
  });
  return {
    name: 'store-deliveries',
    text: `INSERT INTO webhook_delivery (id, provider, account_id, signed_with, source, body)
           SELECT id, provider, "accountId", "signedWith", source, substring($2::bytea FROM start FOR size)
           FROM json_to_recordset($1) AS one
             (id uuid, provider text, "accountId" text, "signedWith" text, source text, start integer, size integer)`,
    values: [JSON.stringify(rows), Buffer.concat(deliveries.map(({ body }) => body))],
  };
}

/** It may have been committed although we did not hear of it. */
function again(insert: QueryConfig): QueryConfig {
  return { ...insert, name: 'store-deliveries-again', text: `${insert.text} ON CONFLICT (id) DO NOTHING` };
}
