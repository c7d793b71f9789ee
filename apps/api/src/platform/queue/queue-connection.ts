import { ConnectionOptions, createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import { Environment } from '../config/environment';
import { createPostgresQueues, PostgresQueueOptions } from './postgres-queues';

/**
 * Redis where REDIS_URL is set, PostgreSQL otherwise: the queues behave the same on both. BullMQ knows its backend as
 * the default of the whole process, so a process has one of them.
 */
export function queueConnection({ REDIS_URL, DATABASE_SYSTEM_URL }: Environment): ConnectionOptions {
  if (REDIS_URL !== undefined) {
    setDefaultBackendFactory(createRedisBackend);
    return { url: REDIS_URL, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(createPostgresQueues);
  const options: PostgresQueueOptions = { connectionString: DATABASE_SYSTEM_URL };
  // The types of BullMQ's Nest module know only the options of Redis.
  return options as unknown as ConnectionOptions;
}
