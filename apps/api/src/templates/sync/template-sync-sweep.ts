import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { forTenants } from '../../kernel/context';
import { Sweeper } from '../../platform/queue/sweeper';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { SYNC_TEMPLATES, TemplateJobs } from './sync-templates.job';
import { TemplateSyncsRepository } from './template-syncs.repository';

const SWEEP_PAUSE_MS = 5_000;

/** Asks for every account that is to be asked for its templates: one job for each. */
@Injectable()
export class TemplateSyncSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeper: Sweeper;

  constructor(
    private readonly syncs: TemplateSyncsRepository,
    private readonly jobs: TemplateJobs,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweeper = new Sweeper('template syncs', SWEEP_PAUSE_MS, () => this.sweep(), logger);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }

  async sweep(): Promise<void> {
    for (const { tenantId, syncId } of await this.syncs.dueAcrossTenants())
      await forTenants([tenantId], () => this.jobs.add(SYNC_TEMPLATES, { syncId }));
  }
}
