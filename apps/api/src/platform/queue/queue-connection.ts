import { ConnectionOptions, createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Environment } from '../config/environment';

export const QUEUE_SCHEMA = 'bullmq';

/** Redis where REDIS_URL is set, PostgreSQL otherwise: the queues behave the same on both. */
export function queueConnection({ REDIS_URL, DATABASE_SYSTEM_URL }: Environment): ConnectionOptions {
  if (REDIS_URL !== undefined) return { url: REDIS_URL, maxRetriesPerRequest: null };
  // BullMQ's types know the PostgreSQL backend only as the process-wide default, hence the two casts.
  setDefaultBackendFactory(createPostgresBackend as never);
  return {
    connectionString: DATABASE_SYSTEM_URL,
    schema: QUEUE_SCHEMA,
    max: 3,
  } as unknown as ConnectionOptions;
}
