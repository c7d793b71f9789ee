import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { JobContract } from '../../platform/queue/tenant-job';
import { TenantJobs } from '../../platform/queue/tenant-jobs';
import { LOGGER } from '../../platform/telemetry/telemetry.module';

export const TEMPLATES_QUEUE = 'templates';

/** Says that an account is to be asked for its templates. Doubled, the second finds it taken; lost, the next sweep asks again. */
export const SYNC_TEMPLATES: JobContract<{ syncId: string }> = {
  queue: TEMPLATES_QUEUE,
  name: 'sync-templates',
  ids: ['syncId'],
  attempts: 1,
};

@Injectable()
export class TemplateJobs extends TenantJobs {
  constructor(@InjectQueue(TEMPLATES_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, logger);
  }
}
