import { once } from 'node:events';
import { ConnectionOptions, Queue, Worker } from 'bullmq';
import { onEachQueueBackend } from '../../../test/support/queue-backends';
import { currentActor, currentContext, forTenants, inContext, MissingTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { createLogger } from '../telemetry/logger';
import { JobContract } from './tenant-job';
import { TenantJobs } from './tenant-jobs';
import { TenantWorkerHost } from './tenant-worker-host';

type Things = { readonly thingId: string };

const COUNT_THINGS: JobContract<Things> = {
  queue: 'things',
  name: 'count-things',
  ids: ['thingId'],
  attempts: 2,
};

class ThingJobs extends TenantJobs {}

/** Notes what each job was done with. */
class CountThings extends TenantWorkerHost<Things> {
  protected readonly contract = COUNT_THINGS;
  readonly seen: unknown[] = [];
  failures = 0;

  protected async work(payload: Things): Promise<void> {
    this.seen.push({ tenantIds: currentContext()?.tenantIds, actor: currentActor().kind, payload });
    if (this.failures-- > 0) throw new Error('planted');
  }
}

function describeTenantJobs(
  name: string,
  set: (run: (connection: ConnectionOptions) => Promise<void>) => Promise<void>,
): void {
  describe(name, () => {
    const [ours, theirs, thingId] = [newId(), newId(), newId()];

    const withJobs = (
      work: (jobs: ThingJobs, counting: CountThings, worker: Worker, queue: Queue) => Promise<void>,
    ) =>
      set(async (connection) => {
        const queue = new Queue('things', { connection });
        const counting = new CountThings();
        // A worker that was made while somebody's request ran would otherwise do every job in its name.
        const worker = inContext(
          {
            correlationId: 'harness',
            tenantIds: [theirs],
            actor: { kind: 'user', id: newId(), name: 'Somebody else' },
          },
          () => new Worker('things', (job) => counting.process(job), { connection }),
        );
        await worker.waitUntilReady();
        try {
          await work(new ThingJobs(queue, createLogger('test', 'silent')), counting, worker, queue);
        } finally {
          await worker.close();
          await queue.close();
        }
      });

    it('is done for the tenant that it was added for, in nobody’s name', () =>
      withJobs(async (jobs, counting, worker) => {
        const done = once(worker, 'completed');
        await forTenants([ours], () => jobs.add(COUNT_THINGS, { thingId }));
        await done;
        expect(counting.seen).toEqual([{ tenantIds: [ours], actor: 'system', payload: { thingId } }]);
      }));

    it('is not added without a tenant, nor for several', () =>
      withJobs(async (jobs, _, __, queue) => {
        await expect(jobs.add(COUNT_THINGS, { thingId })).rejects.toThrow(MissingTenant);
        const forBoth = forTenants([ours, theirs], () => jobs.add(COUNT_THINGS, { thingId }));
        await expect(forBoth).rejects.toThrow(MissingTenant);
        expect(await queue.count()).toBe(0);
      }));

    it('carries ids only, those of its contract', () =>
      withJobs(async (jobs, _, __, queue) => {
        const add = (payload: object) => forTenants([ours], () => jobs.add(COUNT_THINGS, payload as Things));
        for (const payload of [
          {},
          { thingId: 'Hello Ana' },
          { thingId, more: thingId },
          { otherId: thingId },
        ]) {
          await expect(add(payload)).rejects.toThrow('is to carry a tenant and: thingId');
        }
        const stray = { ...COUNT_THINGS, queue: 'elsewhere' };
        await expect(forTenants([ours], () => jobs.add(stray, { thingId }))).rejects.toThrow(
          'goes to the queue',
        );
        expect(await queue.count()).toBe(0);
      }));

    it('fails when it carries no tenant, or has a name that nobody knows', () =>
      withJobs(async (_, counting, worker, queue) => {
        for (const [job, data] of [
          ['count-things', { payload: { thingId } }],
          ['count-things', { tenantId: 'demo', payload: { thingId } }],
          ['count-things', {}],
          ['forget-things', { tenantId: ours, payload: { thingId } }],
        ] as const) {
          const failed = once(worker, 'failed');
          await queue.add(job, data);
          await failed;
        }
        expect(counting.seen).toEqual([]);
      }));

    it('BullMQ #4814, and pauses with a fraction of a millisecond: is tried again as often as its contract says', () =>
      withJobs(async (jobs, counting, worker) => {
        counting.failures = 1;
        const done = once(worker, 'completed');
        await forTenants([ours], () => jobs.add(COUNT_THINGS, { thingId }));
        await done;
        expect(counting.seen).toHaveLength(2);
      }));
  });
}

onEachQueueBackend('a job of a tenant', describeTenantJobs);
