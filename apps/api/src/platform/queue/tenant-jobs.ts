import { Queue } from 'bullmq';
import { Logger } from 'pino';
import { currentTenant } from '../../kernel/context';
import { assertKeeps, Ids, JobContract, TenantJobData } from './tenant-job';

const FIRST_PAUSE_MS = 1_000;

/** Adds jobs of one queue for the current tenant; there is no other way to say whose a job is. */
export abstract class TenantJobs {
  constructor(
    private readonly queue: Queue,
    logger: Logger,
  ) {
    queue.on('error', (err) => logger.warn({ err, queue: queue.name }, 'queue connection in trouble'));
  }

  /**
   * Resolves when the queue has the job.
   * @throws MissingTenant without a tenant, Error when the payload is not what the contract says
   */
  async add<Payload extends Ids>(contract: JobContract<Payload>, payload: Payload): Promise<void> {
    const data: TenantJobData<Payload> = { tenantId: currentTenant(), payload };
    assertKeeps(contract, data);
    if (contract.queue !== this.queue.name) {
      throw new Error(
        `A job "${contract.name}" goes to the queue ${contract.queue}, not ${this.queue.name}.`,
      );
    }
    await this.queue.add(contract.name, data, {
      attempts: contract.attempts,
      backoff: { type: 'exponential', delay: FIRST_PAUSE_MS, jitter: 1 },
    });
  }
}
