import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Client } from 'pg';
import { eventually } from '../../../test/support/eventually';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { createTestDatabase, TestDatabase } from '../../../test/support/test-database';
import { Environment } from '../config/environment';
import { queueConnection } from './queue-connection';

const LOOKING = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;

describe('queues on PostgreSQL', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('BullMQ, which left the process dead or the queue deaf: lose their connections in the first moment, and work', async () => {
    const connection = queueConnection(
      Object.assign(new Environment(), { DATABASE_SYSTEM_URL: database.systemUrl }),
    );
    const troubles: Error[] = [];
    await owner.query('BEGIN; LOCK TABLE bullmq.migration IN ACCESS EXCLUSIVE MODE');
    const queue = new Queue('first-moment', { connection });
    const worker = new Worker('first-moment', () => Promise.resolve(), { connection });
    queue.on('error', (error) => troubles.push(error));
    worker.on('error', (error) => troubles.push(error));
    try {
      await eventually('both look at the schema', async () => (await database.query(LOOKING)).length === 2);
      await database.query(`SELECT pg_terminate_backend(pid) FROM (${LOOKING}) looking`);
      await eventually('both have noticed', () => troubles.length >= 2);
      await owner.query('ROLLBACK');

      const done = once(worker, 'completed');
      await queue.add('work', {});
      await done;
    } finally {
      await worker.close();
      await queue.close();
    }
  });

  it('tell twice a second, and not a thousand times, that their database turns everybody away', async () => {
    const way = await TcpProxy.to(database.systemUrl);
    const connection = queueConnection(
      Object.assign(new Environment(), { DATABASE_SYSTEM_URL: way.through(database.systemUrl) }),
    );
    const queue = new Queue('away', { connection }).on('error', () => undefined);
    try {
      await queue.add('work', {});
      way.shut();
      // Its first answer is that the connection was lost.
      await expect(queue.getWaitingCount()).rejects.toThrow();
      const began = performance.now();
      for (let asked = 0; asked < 3; asked += 1) await expect(queue.getWaitingCount()).rejects.toThrow();
      expect(performance.now() - began).toBeGreaterThan(1_400);
    } finally {
      await way.mend();
      await queue.close();
      await way.close();
    }
  });
});
