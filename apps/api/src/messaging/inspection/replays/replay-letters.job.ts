import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { WakeUp } from '../../../platform/queue/wake-up';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';

export const REPLAY_QUEUE = 'replay';

/** Says that dead letters are to be tried again. No payload: the rows say which. */
export const REPLAY_LETTERS = 'replay-letters';

@Injectable()
export class ReplayWakeUp extends WakeUp {
  constructor(@InjectQueue(REPLAY_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, REPLAY_LETTERS, logger);
  }
}
