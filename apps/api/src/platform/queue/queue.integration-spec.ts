import { describeWithRedis, TestRedis } from '../../../test/support/redis';
import { createTestDatabase } from '../../../test/support/test-database';
import { Environment } from '../config/environment';
import { describeQueue } from './queue.contract';
import { queueConnection } from './queue-connection';

const settings = (given: Partial<Environment>): Environment => Object.assign(new Environment(), given);

describeQueue('a queue on PostgreSQL', async (run) => {
  const database = await createTestDatabase();
  try {
    await run(queueConnection(settings({ DATABASE_SYSTEM_URL: database.systemUrl })));
  } finally {
    await database.drop();
  }
});

describeWithRedis('where there is a redis-server', () => {
  describeQueue('a queue on Redis', async (run) => {
    const redis = await TestRedis.start();
    try {
      await run(queueConnection(settings({ REDIS_URL: redis.url })));
    } finally {
      await redis.stop();
    }
  });
});
