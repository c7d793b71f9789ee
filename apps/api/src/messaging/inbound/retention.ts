import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Environment } from '../../platform/config/environment';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { Sweeper } from '../../platform/queue/sweeper';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { ATTEMPTS } from './careful';
import { DaysRepository } from './days.repository';
import { isInnocent } from './halves';

const HOUR_MS = 3_600_000;
const DAYS_AHEAD = 7;
const CHUNK = 1_000;

/** Keeps the days of the inbox: makes those to come, drops those that are past keeping and hold no work. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeper: Sweeper;
  private first: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly database: SystemDatabase,
    private readonly days: DaysRepository,
    private readonly environment: Environment,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sweeper = new Sweeper('retention', HOUR_MS, () => this.keepDays(), logger);
  }

  onApplicationBootstrap(): void {
    this.first = this.keepDays();
    this.sweeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await Promise.all([this.first, this.sweeper.stop()]);
  }

  async keepDays(): Promise<void> {
    const { WEBHOOK_RETENTION_DAYS: keep } = this.environment;
    await this.tried('made', (transaction) => this.days.make(transaction, DAYS_AHEAD));
    await this.dropDays(keep);
    let deleted: number | undefined = CHUNK;
    while (deleted === CHUNK && !this.stopping) {
      deleted = await this.tried('emptied', (transaction) => this.days.deletePast(transaction, keep, CHUNK));
    }
  }

  private async dropDays(keep: number): Promise<void> {
    let dropped = 0;
    while (
      !this.stopping &&
      (await this.tried('dropped', (transaction) => this.days.dropOne(transaction, keep)))
    )
      dropped += 1;
    if (dropped > 0) this.logger.info({ dropped }, 'past days of the inbox dropped');
  }

  /** Whoever reads a day for long keeps it from being touched, and nobody waits behind us for that; an hour later it is tried again. */
  private async tried<T>(
    what: string,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.systemTransaction(work);
      } catch (err) {
        if (attempt < ATTEMPTS && isInnocent(err)) continue;
        this.logger.warn({ err }, `days of the inbox not ${what}`);
        return undefined;
      }
    }
  }
}
