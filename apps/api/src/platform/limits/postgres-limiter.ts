import { Pool } from 'pg';
import { createPool } from '../database/pool';
import { Limited, SharedLimiter } from './shared-limiter';
import { Admission } from './sliding-window';

/** Whoever asks for one is one sender; more of them than this wait for each other. */
const CONNECTIONS = 2;
const CONNECT_MS = 1_000;

interface Row {
  readonly at_ms: number;
  readonly wait_ms: number;
}

/** On connections of its own, so that whoever waits for a slot waits for nobody's transaction. */
export class PostgresLimiter extends SharedLimiter {
  private readonly pool: Pool;

  constructor(url: string) {
    super();
    const config = {
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'parley-limits',
    };
    // Whoever asks next hears of it.
    this.pool = createPool(config, () => undefined);
  }

  stop(): Promise<void> {
    return this.pool.end();
  }

  protected async ask({ tenantId, name }: Limited, perSecond: number): Promise<Admission> {
    const { rows } = await this.pool.query<Row>({
      name: 'admit',
      text: 'SELECT at_ms, wait_ms FROM admit($1, $2, $3)',
      values: [tenantId, name, perSecond],
    });
    const [{ at_ms: atMs, wait_ms: waitMs } = { at_ms: NaN, wait_ms: NaN }] = rows;
    return { allowed: waitMs === 0, waitMs, atMs };
  }
}
