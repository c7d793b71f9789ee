import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { Logger } from 'pino';
import { Environment } from '../../platform/config/environment';
import { BY_KEYS_ALONE, KEPT_PLANS } from '../../platform/database/engine-settings';
import { createPool } from '../../platform/database/pool';
import { LOGGER } from '../../platform/telemetry/telemetry.module';

const TIMEOUT_MS = 5_000;

const SETTINGS = { ...BY_KEYS_ALONE, ...KEPT_PLANS, synchronous_commit: 'off' };

/**
 * For the small statements beside the transactions of the inbound engine: is there work, and how often was it tried.
 * They are asked again and again, so they are prepared; and nothing of theirs is worth waiting for the disk, since it
 * is about processes that die, and not about the database.
 */
@Injectable()
export class InboxConnection implements OnApplicationShutdown {
  private readonly pool: Pool;

  constructor({ DATABASE_SYSTEM_URL }: Environment, @Inject(LOGGER) logger: Logger) {
    const config = {
      connectionString: DATABASE_SYSTEM_URL,
      application_name: 'parley-inbox',
      max: 3,
      options: Object.entries(SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
      connectionTimeoutMillis: TIMEOUT_MS,
      statement_timeout: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    };
    this.pool = createPool(config, (err) => logger.warn({ err }, 'inbox connection lost'));
  }

  async query<Row extends object>(name: string, text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
