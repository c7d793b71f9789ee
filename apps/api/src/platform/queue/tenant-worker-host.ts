import { Job } from 'bullmq';
import { inContext } from '../../kernel/context';
import { LoggedWorkerHost } from './logged-worker-host';
import { assertKeeps, Ids, JobContract } from './tenant-job';

/** Does the jobs of one contract, each for the tenant that it carries and in nobody's name. */
export abstract class TenantWorkerHost<Payload extends Ids> extends LoggedWorkerHost {
  protected abstract readonly contract: JobContract<Payload>;

  protected abstract work(payload: Payload): Promise<void>;

  /** Nothing of the context that BullMQ happens to call this in goes into the work. */
  async process(job: Pick<Job, 'id' | 'name' | 'data'>): Promise<void> {
    if (job.name !== this.contract.name) {
      throw new Error(`Nobody here does jobs "${job.name}"; this queue is for "${this.contract.name}".`);
    }
    const data: unknown = job.data;
    assertKeeps(this.contract, data);
    const correlationId = `${job.name}-${job.id ?? crypto.randomUUID()}`;
    await inContext({ correlationId, tenantIds: [data.tenantId] }, () => this.work(data.payload));
  }
}
