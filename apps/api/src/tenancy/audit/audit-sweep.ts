import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { forTenants } from '../../kernel/context';
import { Sweeper } from '../../platform/queue/sweeper';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { TenantsRepository } from '../tenants/tenants.repository';
import { VERIFIED_FOR_MS } from './audit-verification';
import { AuditJobs, VERIFY_AUDIT_TRAIL } from './verify-audit-trail.job';

const SWEEP_PAUSE_MS = 3_600_000;

/** Asks for every trail that is due to be gone through: one job for each tenant, when the worker starts and every hour. */
@Injectable()
export class AuditSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeper: Sweeper;
  private first: Promise<void> = Promise.resolve();

  constructor(
    private readonly tenants: TenantsRepository,
    private readonly jobs: AuditJobs,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sweeper = new Sweeper('audit', SWEEP_PAUSE_MS, () => this.sweep(), logger);
  }

  onApplicationBootstrap(): void {
    // A worker that is restarted more often than every hour must sweep all the same.
    this.first = this.sweep().catch((err: unknown) => this.logger.error({ err }, 'audit sweep failed'));
    this.sweeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.sweeper.stop();
    await this.first;
  }

  async sweep(): Promise<void> {
    const due = await this.tenants.findAcrossTenantsVerifiedBefore(new Date(Date.now() - VERIFIED_FOR_MS));
    for (const { id } of due) await forTenants([id], () => this.jobs.add(VERIFY_AUDIT_TRAIL, {}));
  }
}
