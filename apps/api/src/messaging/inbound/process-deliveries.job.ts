import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { WakeUp } from '../../platform/queue/wake-up';
import { LOGGER } from '../../platform/telemetry/telemetry.module';

export const INBOUND_QUEUE = 'inbound';

/** Says that webhook deliveries wait. No payload: the rows say which, and of which tenants. */
export const PROCESS_DELIVERIES = 'process-deliveries';

/** A worker that was woken looks by itself, every few milliseconds, for longer than this (platform/queue/watch.ts). */
const WAKE_UP_GAP_MS = 250;

@Injectable()
export class InboundWakeUp extends WakeUp {
  constructor(@InjectQueue(INBOUND_QUEUE) queue: Queue, @Inject(LOGGER) logger: Logger) {
    super(queue, PROCESS_DELIVERIES, logger, WAKE_UP_GAP_MS);
  }
}
