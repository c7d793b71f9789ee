import { Processor } from '@nestjs/bullmq';
import { LoggedWorkerHost } from '../../platform/queue/logged-worker-host';
import { OutboundEngine } from './outbound-engine';
import { OUTBOUND_QUEUE } from './send-messages.job';

@Processor(OUTBOUND_QUEUE)
export class SendMessagesProcessor extends LoggedWorkerHost {
  constructor(private readonly engine: OutboundEngine) {
    super();
  }

  process(): Promise<void> {
    this.engine.wake();
    return Promise.resolve();
  }
}
