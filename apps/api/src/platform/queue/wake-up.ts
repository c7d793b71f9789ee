import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { Counter } from 'prom-client';
import { Coalesced } from '../../kernel/coalesced';

/** While work pours in, one job in this time is enough: each one finds all that waits. */
const WAKE_UP_GAP_MS = 50;

/** Of all queues of the process. Registered by whoever serves the metrics. */
export const LOST_WAKE_UPS = new Counter({
  name: 'parley_wake_ups_lost_total',
  help: 'Hints that there is work which the queue did not take; a sweeper finds the work.',
  labelNames: ['queue'] as const,
  registers: [],
});

/**
 * Says through a queue that there is work. It is a hint: the rows hold the work, and a sweeper finds what a lost
 * hint left behind. So `request` never waits and never fails.
 */
export class WakeUp {
  private readonly sending = new Coalesced(async () => {
    await this.queue.add(this.jobName, {});
    await pause(this.gapMs, undefined, { ref: false });
  });

  constructor(
    private readonly queue: Queue,
    private readonly jobName: string,
    private readonly logger: Logger,
    private readonly gapMs = WAKE_UP_GAP_MS,
  ) {
    queue.on('error', (err) => logger.warn({ err, queue: queue.name }, 'queue connection in trouble'));
  }

  request(): void {
    this.sending.run().catch((err: unknown) => {
      LOST_WAKE_UPS.inc({ queue: this.queue.name });
      this.logger.warn({ err, queue: this.queue.name }, 'wake-up lost');
    });
  }
}
