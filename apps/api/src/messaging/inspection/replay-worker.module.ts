import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { MessagingWorkerModule } from '../messaging-worker.module';
import { REPLAY_QUEUE, ReplayWakeUp } from './replays/replay-letters.job';
import { ReplayLettersProcessor } from './replays/replay-letters.processor';
import { ReplayQueueRepository } from './replays/replay-queue.repository';
import { ReplayRunner } from './replays/replay-runner';

/** Trying dead letters again. */
@Module({
  imports: [MessagingWorkerModule, BullModule.registerQueue({ name: REPLAY_QUEUE })],
  // Nobody here asks for the wake-up, but it logs the troubles of its queue.
  providers: [ReplayQueueRepository, ReplayRunner, ReplayLettersProcessor, ReplayWakeUp],
})
export class ReplayWorkerModule {}
