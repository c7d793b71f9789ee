import { Processor, WorkerHost } from '@nestjs/bullmq';
import { InboundEngine } from './inbound-engine';
import { INBOUND_QUEUE } from './process-deliveries.job';

@Processor(INBOUND_QUEUE)
export class ProcessDeliveriesProcessor extends WorkerHost {
  constructor(private readonly engine: InboundEngine) {
    super();
  }

  async process(): Promise<void> {
    await this.engine.drain();
  }
}
