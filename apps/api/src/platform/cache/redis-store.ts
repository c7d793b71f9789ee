import { Redis } from 'ioredis';
import { Logger } from 'pino';
import { CacheKey, prefixOf } from './cache-key';
import { Found, SharedStore, Stored } from './shared-store';
import { LIFE_MS } from './tenant-caches';

/** Asking the database itself takes less than waiting for longer. */
const PATIENCE_MS = 250;
const ASKED_AGAIN_AFTER_MS = 1_000;

/** A text for each key, and for each tenant a sorted set of its keys with the time until when they are there. */
export class RedisStore extends SharedStore {
  private readonly redis: Redis;
  private awayUntilMs = -Infinity;

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    super();
    this.redis = new Redis(url, {
      lazyConnect: true,
      maxRetriesPerRequest: 0,
      commandTimeout: PATIENCE_MS,
      connectTimeout: PATIENCE_MS,
    });
    // Whoever asks next hears of it.
    this.redis.on('error', () => undefined);
  }

  async get(key: CacheKey): Promise<Found | undefined> {
    const answers = await this.asked(() => this.redis.multi().get(key.text).pttl(key.text).exec());
    const [line, leftMs] = (answers ?? []).map(([, answer]) => answer);
    return typeof line === 'string' ? foundOf(line, Number(leftMs)) : undefined;
  }

  async set(key: CacheKey, { version, text }: Stored, lifeMs: number): Promise<void> {
    const [index, now] = [indexOf(key.tenantId), Date.now()];
    await this.asked(() =>
      this.redis
        .multi()
        .set(key.text, `${version} ${text}`, 'PX', lifeMs)
        .zremrangebyscore(index, '-inf', now)
        .zadd(index, now + lifeMs, key.text)
        .pexpire(index, LIFE_MS)
        .exec(),
    );
  }

  async clear(tenantId: string): Promise<readonly string[]> {
    const index = indexOf(tenantId);
    const keys = await this.asked(async () => {
      const known = await this.redis.zrangebyscore(index, Date.now(), '+inf');
      await this.redis.unlink(index, ...known);
      return known;
    });
    return keys ?? [];
  }

  stop(): Promise<void> {
    this.redis.disconnect();
    return Promise.resolve();
  }

  /** Undefined while Redis is away. Then it is left alone for a second: nobody waits for it again and again. */
  private async asked<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.awayUntilMs) return undefined;
    try {
      return await ask();
    } catch (err) {
      this.awayUntilMs = performance.now() + ASKED_AGAIN_AFTER_MS;
      this.logger.warn({ err }, 'the cache goes without Redis for a second');
      return undefined;
    }
  }
}

/** No key of a thing: those have one part more. */
const indexOf = (tenantId: string): string => `${prefixOf(tenantId)}cache`;

/** What is not of the form that we write is as good as nothing. */
function foundOf(line: string, leftMs: number): Found | undefined {
  const [, version, text] = /^(\S+) (.+)$/s.exec(line) ?? [];
  return version === undefined || text === undefined ? undefined : { version, text, leftMs };
}
