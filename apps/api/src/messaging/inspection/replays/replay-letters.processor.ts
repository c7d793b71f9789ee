import { Processor } from '@nestjs/bullmq';
import { LoggedWorkerHost } from '../../../platform/queue/logged-worker-host';
import { REPLAY_QUEUE } from './replay-letters.job';
import { ReplayRunner } from './replay-runner';

@Processor(REPLAY_QUEUE)
export class ReplayLettersProcessor extends LoggedWorkerHost {
  constructor(private readonly runner: ReplayRunner) {
    super();
  }

  async process(): Promise<void> {
    await this.runner.drain();
  }
}
