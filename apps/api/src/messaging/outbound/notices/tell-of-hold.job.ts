import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { JobContract } from '../../../platform/queue/tenant-job';
import { TenantJobs } from '../../../platform/queue/tenant-jobs';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';

export const NOTICES_QUEUE = 'notices';

/** Says that a number is held and nobody was told. Doubled, the second finds it told; lost, the next sweep asks again. */
export const TELL_OF_HOLD: JobContract<{ channelId: string }> = {
  queue: NOTICES_QUEUE,
  name: 'tell-of-hold',
  ids: ['channelId'],
  attempts: 3,
};

@Injectable()
export class NoticeJobs extends TenantJobs {
  constructor(@InjectQueue(NOTICES_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, logger);
  }
}
