import { once } from 'node:events';
import { AddressInfo, createServer, Socket } from 'node:net';
import { Redis } from 'ioredis';
import { describeWithRedis, TestRedis } from '../../../test/support/redis';
import { createTestDatabase } from '../../../test/support/test-database';
import { newId } from '../../kernel/ids';
import { PostgresLimiter } from './postgres-limiter';
import { RedisLimiter } from './redis-limiter';
import { Limited, SharedLimiter } from './shared-limiter';
import { describeSharedLimiter, LimiterSet } from './shared-limiter.contract';
import { Admission } from './sliding-window';

/** Waits for an answer however long a busy machine takes over it. */
class PatientPostgresLimiter extends PostgresLimiter {
  override admit(limited: Limited, perSecond: number): Promise<Admission> {
    return this.ask(limited, perSecond);
  }
}

class PatientRedisLimiter extends RedisLimiter {
  override admit(limited: Limited, perSecond: number): Promise<Admission> {
    return this.ask(limited, perSecond);
  }
}

const onPort = (url: string, port: number): string => {
  const at = new URL(url);
  at.port = String(port);
  return at.href;
};

const onPostgres: LimiterSet = async (run) => {
  const database = await createTestDatabase();
  const [tenantId, otherTenantId] = [newId(), newId()];
  try {
    await database.query(`INSERT INTO tenant (id, slug, name) VALUES ($1, 'a', ''), ($2, 'b', '')`, [
      tenantId,
      otherTenantId,
    ]);
    await run({
      tenantId,
      otherTenantId,
      connect: (port) =>
        port === undefined
          ? new PatientPostgresLimiter(database.systemUrl)
          : new PostgresLimiter(onPort(database.systemUrl, port)),
      sizeOf: async (limited) => {
        const [row] = await database.query<{ entries: number; bytes: number }>(
          `SELECT cardinality(counts) AS entries, pg_column_size(sliding_window) AS bytes
           FROM sliding_window WHERE tenant_id = $1 AND name = $2`,
          [limited.tenantId, limited.name],
        );
        return row ?? { entries: NaN, bytes: NaN };
      },
    });
  } finally {
    await database.drop();
  }
};

const onRedis: LimiterSet = async (run) => {
  const redis = await TestRedis.start();
  const operator = new Redis(redis.url);
  try {
    await run({
      tenantId: newId(),
      otherTenantId: newId(),
      connect: (port) =>
        port === undefined ? new PatientRedisLimiter(redis.url) : new RedisLimiter(onPort(redis.url, port)),
      sizeOf: async ({ tenantId, name }) => {
        const key = `tenant:${tenantId}:limit:${name}`;
        return { entries: await operator.hlen(key), bytes: Number(await operator.memory('USAGE', key)) };
      },
    });
  } finally {
    operator.disconnect();
    await redis.stop();
  }
};

describeSharedLimiter('limits in PostgreSQL', onPostgres);

describeWithRedis('where there is a redis-server', () => describeSharedLimiter('limits in Redis', onRedis));

describe('a store that answers', () => {
  class OfThatStore extends SharedLimiter {
    stop(): Promise<void> {
      return Promise.resolve();
    }

    protected ask({ name }: Limited, perSecond: number): Promise<Admission> {
      return Promise.resolve({ allowed: name === 'x', waitMs: 0, atMs: perSecond });
    }
  }

  it('is believed', async () => {
    const admission = await new OfThatStore().admit({ tenantId: newId(), name: 'x' }, 7);
    expect(admission).toEqual({ allowed: true, waitMs: 0, atMs: 7 });
  });
});

describe('a store that takes connections and never answers', () => {
  const open: Socket[] = [];
  const server = createServer((socket) => void open.push(socket));
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });

  it.each([
    ['PostgreSQL', (port: number) => new PostgresLimiter(`postgres://a:b@127.0.0.1:${port}/c`)],
    ['Redis', (port: number) => new RedisLimiter(`redis://127.0.0.1:${port}`)],
  ])('is as good as away: %s', async (_name, connect) => {
    const limiter = connect((server.address() as AddressInfo).port);
    // Its own patience has ended, and not that of what it is connected with.
    await expect(limiter.admit({ tenantId: newId(), name: 'x' }, 1)).rejects.toMatchObject({
      message: 'The store of the limits did not answer.',
      cause: { message: 'No answer in time.' },
    });
    for (const socket of open.splice(0)) socket.destroy();
    await limiter.stop();
  });
});
