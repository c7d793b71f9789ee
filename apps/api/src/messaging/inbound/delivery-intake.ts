import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { Logger } from 'pino';
import { newId } from '../../kernel/ids';
import { Problem } from '../../kernel/problem';
import { Environment } from '../../platform/config/environment';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { InboundWakeUp } from './process-deliveries.job';

const CONNECTIONS = 2;
const MAX_BATCH_DELIVERIES = 256;
const MAX_BATCH_BYTES = 8 * 1024 * 1024;
const COMMIT_TIMEOUT_MS = 2_000;

interface Waiting {
  readonly id: string;
  readonly provider: string;
  readonly body: Buffer;
  readonly committed: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Makes a webhook durable, and nothing else (design.md, section 4, step 1). Natural group commit: whenever a connection
 * is free, it inserts all that waits, so one delivery alone waits for one commit and a thousand share a few.
 */
@Injectable()
export class DeliveryIntake implements OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly waiting: Waiting[] = [];
  private free = CONNECTIONS;

  constructor(
    environment: Environment,
    private readonly wakeUp: InboundWakeUp,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    // A pool of its own: no slow query of another part can hold up an answer to the provider.
    this.pool = new Pool({
      connectionString: environment.DATABASE_SYSTEM_URL,
      application_name: 'parley-intake',
      max: CONNECTIONS,
      connectionTimeoutMillis: COMMIT_TIMEOUT_MS,
      query_timeout: COMMIT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.pool.on('error', (err) => this.logger.warn({ err }, 'intake connection lost'));
  }

  /** Resolves once the bytes are committed. @throws Problem 503 when they are not. */
  async store(provider: string, body: Buffer): Promise<void> {
    await new Promise<void>((committed, failed) => {
      this.waiting.push({ id: newId(), provider, body, committed, failed });
      this.flush();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private flush(): void {
    while (this.free > 0 && this.waiting.length > 0) {
      this.free--;
      void this.commit(this.nextBatch()).finally(() => {
        this.free++;
        this.flush();
      });
    }
  }

  private nextBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { body } of this.waiting) {
      bytes += body.length;
      if (count > 0 && (bytes > MAX_BATCH_BYTES || count === MAX_BATCH_DELIVERIES)) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.pool.query({
        name: 'store-deliveries',
        text: `INSERT INTO webhook_delivery (id, provider, body)
               SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[])`,
        values: [
          batch.map(({ id }) => id),
          batch.map(({ provider }) => provider),
          batch.map(({ body }) => body),
        ],
      });
      for (const { committed } of batch) committed();
      this.wakeUp.request();
    } catch (err) {
      this.logger.error({ err, deliveries: batch.length }, 'webhooks not stored');
      const problem = new Problem(
        503,
        'intake_unavailable',
        'We cannot store the webhook now. Please send it again.',
      );
      // What waits behind it would wait as long for the same answer, and a provider that waits too long gives up on us.
      for (const { failed } of [...batch, ...this.waiting.splice(0)]) failed(problem);
    }
  }
}
