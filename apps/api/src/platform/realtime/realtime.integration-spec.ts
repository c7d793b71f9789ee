import { Redis } from 'ioredis';
import { describeWithRedis, TestRedis } from '../../../test/support/redis';
import { createTestDatabase } from '../../../test/support/test-database';
import { createLogger } from '../telemetry/logger';
import { PostgresRealtime } from './postgres-realtime';
import { describeRealtime } from './realtime.contract';
import { RedisRealtime } from './redis-realtime';

const logger = createLogger('test', 'silent');

describeRealtime('changes over PostgreSQL', async (run) => {
  const database = await createTestDatabase();
  try {
    await run({
      connect: () => new PostgresRealtime(database.systemUrl, logger),
      cutConnections: async () => {
        await database.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'parley-realtime'`,
        );
      },
    });
  } finally {
    await database.drop();
  }
});

describeWithRedis('where there is a redis-server', () => {
  describeRealtime('changes over Redis', async (run) => {
    const redis = await TestRedis.start();
    const operator = new Redis(redis.url);
    try {
      await run({
        connect: () => new RedisRealtime(redis.url, logger),
        cutConnections: async () => {
          await operator.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
          await operator.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
        },
      });
    } finally {
      operator.disconnect();
      await redis.stop();
    }
  });
});
