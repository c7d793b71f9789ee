import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { WakeUp } from '../../platform/queue/wake-up';
import { LOGGER } from '../../platform/telemetry/telemetry.module';

export const MEDIA_QUEUE = 'media';

/** Says that files wait to be fetched. No payload: the rows say which, and of which tenants. */
export const FETCH_MEDIA = 'fetch-media';

@Injectable()
export class MediaWakeUp extends WakeUp {
  constructor(@InjectQueue(MEDIA_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, FETCH_MEDIA, logger);
  }
}
