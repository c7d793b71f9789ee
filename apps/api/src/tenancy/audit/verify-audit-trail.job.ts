import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { JobContract } from '../../platform/queue/tenant-job';
import { TenantJobs } from '../../platform/queue/tenant-jobs';
import { LOGGER } from '../../platform/telemetry/telemetry.module';

export const AUDIT_QUEUE = 'audit';

/** Says that the tenant's trail is due. Doubled, the second finds that it no longer is; lost, the next sweep asks again. */
export const VERIFY_AUDIT_TRAIL: JobContract<Record<never, string>> = {
  queue: AUDIT_QUEUE,
  name: 'verify-audit-trail',
  ids: [],
  attempts: 3,
};

@Injectable()
export class AuditJobs extends TenantJobs {
  constructor(@InjectQueue(AUDIT_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, logger);
  }
}
