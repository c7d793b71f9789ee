import { once } from 'node:events';
import { ConnectionOptions, Queue, Worker } from 'bullmq';
import { createLogger } from '../telemetry/logger';
import { WakeUp } from './wake-up';

/** What a wake-up needs of the queue, on either backend. */
export function describeQueue(
  name: string,
  set: (run: (connection: ConnectionOptions) => Promise<void>) => Promise<void>,
): void {
  const logger = createLogger('test', 'silent');

  async function withQueue(
    connection: ConnectionOptions,
    process: () => Promise<void>,
    work: (queue: Queue, worker: Worker) => Promise<void>,
  ): Promise<void> {
    const queue = new Queue('spec', { connection });
    const worker = new Worker('spec', process, { connection });
    await worker.waitUntilReady();
    try {
      await work(queue, worker);
    } finally {
      await worker.close();
      await queue.close();
    }
  }

  describe(name, () => {
    it('brings a wake-up to the worker', () =>
      set((connection) =>
        withQueue(
          connection,
          () => Promise.resolve(),
          async (queue, worker) => {
            const done = once(worker, 'completed');
            new WakeUp(queue, 'wake', logger).request();
            await done;
          },
        ),
      ));

    it('pg-boss, whose cached singleton swallowed the last request: of a thousand at once the last job comes after the last', () =>
      set(async (connection) => {
        let requested = 0;
        let seenByLastJob = 0;
        let jobs = 0;
        const process = () => {
          jobs++;
          seenByLastJob = requested;
          return Promise.resolve();
        };
        await withQueue(connection, process, async (queue, worker) => {
          const wakeUp = new WakeUp(queue, 'wake', logger);
          for (; requested < 1000; requested++) wakeUp.request();
          while (seenByLastJob < 1000) await once(worker, 'completed');
          expect(jobs).toBeLessThanOrEqual(2);
        });
      }));

    it('goes on after a job that failed', () =>
      set(async (connection) => {
        let first = true;
        const process = () => {
          if (!first) return Promise.resolve();
          first = false;
          return Promise.reject(new Error('planted'));
        };
        await withQueue(connection, process, async (queue, worker) => {
          const failed = once(worker, 'failed');
          const wakeUp = new WakeUp(queue, 'wake', logger);
          wakeUp.request();
          await failed;
          const completed = once(worker, 'completed');
          wakeUp.request();
          await completed;
        });
      }));
  });
}
