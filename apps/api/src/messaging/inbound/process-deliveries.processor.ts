import { Processor } from '@nestjs/bullmq';
import { LoggedWorkerHost } from '../../platform/queue/logged-worker-host';
import { InboundEngine } from './inbound-engine';
import { INBOUND_QUEUE } from './process-deliveries.job';

@Processor(INBOUND_QUEUE)
export class ProcessDeliveriesProcessor extends LoggedWorkerHost {
  constructor(private readonly engine: InboundEngine) {
    super();
  }

  process(): Promise<void> {
    this.engine.wake();
    return Promise.resolve();
  }
}
