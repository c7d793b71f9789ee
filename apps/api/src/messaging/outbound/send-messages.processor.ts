import { Processor, WorkerHost } from '@nestjs/bullmq';
import { OutboundEngine } from './outbound-engine';
import { OUTBOUND_QUEUE } from './send-messages.job';

@Processor(OUTBOUND_QUEUE)
export class SendMessagesProcessor extends WorkerHost {
  constructor(private readonly engine: OutboundEngine) {
    super();
  }

  async process(): Promise<void> {
    await this.engine.drain();
  }
}
