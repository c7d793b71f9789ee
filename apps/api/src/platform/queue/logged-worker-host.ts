import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Job } from 'bullmq';
import { Logger } from 'pino';
import { LOGGER } from '../telemetry/telemetry.module';

/** A processor whose troubles are told in the log: BullMQ keeps them to itself, or writes them to the console. */
export abstract class LoggedWorkerHost extends WorkerHost {
  @Inject(LOGGER) private readonly logger: Logger;

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, err: Error): void {
    this.logger.error({ err, queue: job?.queueName, job: job?.name }, 'job failed');
  }

  @OnWorkerEvent('error')
  onError(err: Error): void {
    this.logger.warn({ err }, 'queue connection in trouble');
  }
}
