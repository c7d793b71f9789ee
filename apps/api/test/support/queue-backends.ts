import { Environment } from '../../src/platform/config/environment';
import { queueConnection } from '../../src/platform/queue/queue-connection';
import { describeWithRedis, TestRedis } from './redis';
import { createTestDatabase } from './test-database';

type Connection = ReturnType<typeof queueConnection>;
type Backend = (run: (connection: Connection) => Promise<void>) => Promise<void>;

const settings = (given: Partial<Environment>): Environment => Object.assign(new Environment(), given);

const onPostgres: Backend = async (run) => {
  const database = await createTestDatabase();
  try {
    await run(queueConnection(settings({ DATABASE_SYSTEM_URL: database.systemUrl })));
  } finally {
    await database.drop();
  }
};

const onRedis: Backend = async (run) => {
  const redis = await TestRedis.start();
  try {
    await run(queueConnection(settings({ REDIS_URL: redis.url })));
  } finally {
    await redis.stop();
  }
};

/** Tells the same of every store that queues may be kept in. */
export function onEachQueueBackend(
  subject: string,
  describeOn: (name: string, backend: Backend) => void,
): void {
  describeOn(`${subject} on PostgreSQL`, onPostgres);
  describeWithRedis('where there is a redis-server', () => describeOn(`${subject} on Redis`, onRedis));
}
