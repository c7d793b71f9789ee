import {
  ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  setDefaultBackendFactory,
} from 'bullmq';
import { Environment } from '../config/environment';

export const QUEUE_SCHEMA = 'bullmq';

/**
 * Redis where REDIS_URL is set, PostgreSQL otherwise: the queues behave the same on both. BullMQ knows its backend as
 * the default of the whole process, so a process has one of them.
 */
export function queueConnection({ REDIS_URL, DATABASE_SYSTEM_URL }: Environment): ConnectionOptions {
  if (REDIS_URL !== undefined) {
    setDefaultBackendFactory(createRedisBackend);
    return { url: REDIS_URL, maxRetriesPerRequest: null };
  }
  // BullMQ's types know only the Redis backend and its options here, hence the two casts.
  setDefaultBackendFactory(createPostgresBackend as never);
  return {
    connectionString: DATABASE_SYSTEM_URL,
    schema: QUEUE_SCHEMA,
    max: 3,
  } as unknown as ConnectionOptions;
}
