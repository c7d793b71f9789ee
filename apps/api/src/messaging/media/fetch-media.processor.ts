import { Processor } from '@nestjs/bullmq';
import { LoggedWorkerHost } from '../../platform/queue/logged-worker-host';
import { MediaEngine } from './media-engine';
import { MEDIA_QUEUE } from './media-wake-up';

@Processor(MEDIA_QUEUE)
export class FetchMediaProcessor extends LoggedWorkerHost {
  constructor(private readonly engine: MediaEngine) {
    super();
  }

  async process(): Promise<void> {
    await this.engine.drain();
  }
}
