import { setTimeout as pause } from 'node:timers/promises';
import {
  assertSchemaCompatibility,
  BackendFactory,
  DEFAULT_SCHEMA,
  PostgresConnection,
  PostgresQueueBackend,
} from 'bullmq';
import { Client } from 'pg';
import { createPool, PooledClient } from '../database/pool';

/** BullMQ's own: queues over a pool that it is given are in no other. */
export const QUEUE_SCHEMA = DEFAULT_SCHEMA;
const RETRY_MS = 500;
const POOL_SIZE = 3;

export type PostgresQueueOptions = { readonly connectionString: string };

/** As BullMQ's own factory, over a connection that outlives the loss of its database also in its first moments. */
export const createPostgresQueues: BackendFactory<PostgresQueueBackend, PostgresQueueOptions> = (
  name,
  opts,
  { withBlockingConnection = false } = {},
) => {
  // A worker listens on one of them for as long as it lives.
  const size = POOL_SIZE + (withBlockingConnection ? 1 : 0);
  const connection = new LastingConnection(opts.connection.connectionString, size);
  return new PostgresQueueBackend(connection, name, opts, true, withBlockingConnection ? name : undefined);
};

/** That it cannot be connected is told half a second later: BullMQ asks again at once, for as long as the database is away. */
class PatientClient extends PooledClient {
  override connect(): Promise<Client>;
  override connect(told: (error: Error | null) => void): void;
  override connect(told?: (error: Error | null) => void): Promise<Client> | void {
    const connected = super.connect().catch(async (error: unknown) => {
      await pause(RETRY_MS);
      throw error;
    });
    if (told === undefined) return connected;
    connected.then(() => told(null), told);
  }
}

/**
 * BullMQ looks at its schema once, on a client without an error listener, and keeps the answer for ever: a database that
 * went away in that moment ended the process, or left it with queues that never worked again.
 */
class LastingConnection extends PostgresConnection {
  private ready: Promise<void> | undefined;
  private ended: Promise<void> | undefined;

  constructor(connectionString: string, max: number) {
    // What an idle client tells, BullMQ hears of as well.
    const pool = createPool(
      { connectionString, max, options: `-c search_path=${QUEUE_SCHEMA}`, Client: PatientClient },
      () => undefined,
    );
    // Its types ask for a pool that takes read-only values.
    super(pool as never);
  }

  override waitUntilReady(): Promise<void> {
    return (this.ready ??= this.untilReady());
  }

  override close(): Promise<void> {
    // BullMQ ends only pools that it made.
    return (this.ended ??= super.close().then(() => this.pool.end()));
  }

  private async untilReady(): Promise<void> {
    while (!this.isClosing) {
      try {
        await assertSchemaCompatibility(this.pool, this.schema);
        this.emit('ready');
        return;
      } catch (error) {
        if (this.listenerCount('error') > 0) this.emit('error', error);
        await pause(RETRY_MS);
      }
    }
  }
}
