import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { forTenants } from '../../../kernel/context';
import { Sweeper } from '../../../platform/queue/sweeper';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';
import { HoldNoticesRepository } from './hold-notices.repository';
import { NoticeJobs, TELL_OF_HOLD } from './tell-of-hold.job';

/** A tenant is told within a minute (reliability.md O10). */
const SWEEP_PAUSE_MS = 5_000;

/** Asks for every hold that nobody was told of: one job for each. */
@Injectable()
export class HoldSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeper: Sweeper;

  constructor(
    private readonly notices: HoldNoticesRepository,
    private readonly jobs: NoticeJobs,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweeper = new Sweeper('hold notices', SWEEP_PAUSE_MS, () => this.sweep(), logger);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }

  async sweep(): Promise<void> {
    for (const { tenantId, channelId } of await this.notices.dueAcrossTenants())
      await forTenants([tenantId], () => this.jobs.add(TELL_OF_HOLD, { channelId }));
  }
}
