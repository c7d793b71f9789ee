import { AsyncLocalStorage } from 'node:async_hooks';
import { Client, ClientConfig, Pool, PoolConfig } from 'pg';

/**
 * The loss of a connection is told to whoever uses it. While it passes from one to the next, or belongs to somebody who
 * does not listen, that is nobody; and an error that nobody listens to would end the process.
 */
export class PooledClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * Every pool of ours is made here, or of these clients. `onLoss` hears of a connection that was lost while it was free, as
 * of nobody's work: it may have been opened in that of a request which is long over, and of another tenant.
 */
export function createPool(config: PoolConfig, onLoss: (err: Error) => void): Pool {
  const pool = new Pool({ Client: PooledClient, ...config, keepAlive: true });
  return pool.on('error', AsyncLocalStorage.bind(onLoss));
}
