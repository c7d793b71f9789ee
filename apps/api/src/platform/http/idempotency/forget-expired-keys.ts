import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Sweeper } from '../../queue/sweeper';
import { LOGGER } from '../../telemetry/telemetry.module';
import { IdempotencyRepository } from './idempotency.repository';

const PAUSE_MS = 3_600_000;

/** Deletes what nobody can ask for any more, in every tenant, once an hour. */
@Injectable()
export class ForgetExpiredKeys implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeper: Sweeper;

  constructor(records: IdempotencyRepository, @Inject(LOGGER) logger: Logger) {
    const sweep = async (): Promise<void> => void (await records.deleteExpiredAcrossTenants());
    this.sweeper = new Sweeper('idempotency keys', PAUSE_MS, sweep, logger);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }
}
