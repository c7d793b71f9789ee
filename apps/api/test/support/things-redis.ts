import { Redis } from 'ioredis';

const OURS = 'tenant:*:thing:*';
/** What has less left to live than has passed is gone. */
const AGE = `
  for _, key in ipairs(redis.call('KEYS', '${OURS}')) do
    local left = redis.call('PTTL', key) - ARGV[1]
    if left > 0 then redis.call('PEXPIRE', key, left) else redis.call('DEL', key) end
  end`;

interface Kept {
  readonly key: string;
  readonly text: string;
  /** By the clock of this process: what it was in Redis, less what a test says has passed since. */
  readonly untilMs: number;
}

/** The Redis that things are shared by, whose time a test says, and which may forget, or remember what it should not. */
export class ThingsRedis {
  private readonly redis: Redis;
  private kept: readonly Kept[] = [];

  constructor(url: string) {
    this.redis = new Redis(url, { lazyConnect: true });
  }

  async pass(ms: number): Promise<void> {
    await this.redis.eval(AGE, 0, ms);
    this.kept = this.kept.map((one) => ({ ...one, untilMs: one.untilMs - ms }));
  }

  async loseEverything(): Promise<void> {
    await this.redis.flushall();
  }

  /** As a replica does that hears of nothing more. */
  async keep(): Promise<void> {
    const kept: Kept[] = [];
    for (const key of await this.redis.keys(OURS)) {
      const untilMs = performance.now() + (await this.redis.pttl(key));
      const text = await this.redis.get(key);
      if (text !== null) kept.push({ key, text, untilMs });
    }
    this.kept = kept;
  }

  /** That replica takes over. */
  async goBack(): Promise<void> {
    await this.redis.flushall();
    for (const { key, text, untilMs } of this.kept) {
      const lifeMs = Math.floor(untilMs - performance.now());
      if (lifeMs > 0) await this.redis.set(key, text, 'PX', lifeMs);
    }
  }

  end(): void {
    this.redis.disconnect();
  }
}
