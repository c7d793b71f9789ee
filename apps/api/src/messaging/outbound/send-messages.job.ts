import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { WakeUp } from '../../platform/queue/wake-up';
import { LOGGER } from '../../platform/telemetry/telemetry.module';

export const OUTBOUND_QUEUE = 'outbound';

/** Says that messages wait to be sent. No payload: the rows say which, and of which tenants. */
export const SEND_MESSAGES = 'send-messages';

@Injectable()
export class OutboundWakeUp extends WakeUp {
  constructor(@InjectQueue(OUTBOUND_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, SEND_MESSAGES, logger);
  }
}
