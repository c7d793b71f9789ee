import { Redis } from 'ioredis';
import { Limited, SharedLimiter } from './shared-limiter';
import { Admission, GRANULES } from './sliding-window';

/** After this nothing that was admitted counts any more, whatever the clock does. */
const FORGOTTEN_MS = 5_000;

/** A hash for each name, a field for each granule. */
export class RedisLimiter extends SharedLimiter {
  private readonly redis: Redis;

  constructor(url: string) {
    super();
    this.redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
    // Whoever asks next hears of it.
    this.redis.on('error', () => undefined);
  }

  stop(): Promise<void> {
    this.redis.disconnect();
    return Promise.resolve();
  }

  protected async ask({ tenantId, name }: Limited, perSecond: number): Promise<Admission> {
    const key = `tenant:${tenantId}:limit:${name}`;
    const answer = await this.redis.eval(ADMIT, 1, key, perSecond, GRANULES, FORGOTTEN_MS);
    const [atMs = NaN, waitMs = NaN] = (answer as string[]).map(Number);
    return { allowed: waitMs === 0, waitMs, atMs };
  }
}

// SlidingWindow.admit, by the clock of Redis. Numbers are answered as texts: as numbers they would lose their fractions.
const ADMIT = `
  local limit, granules = tonumber(ARGV[1]), tonumber(ARGV[2])
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local granule = math.floor(now / 10)

  local counts, newest, total = {}, granule, 0
  local known = redis.call('HGETALL', KEYS[1])
  for i = 1, #known, 2 do
    local one, count = tonumber(known[i]), tonumber(known[i + 1])
    counts[one] = count
    total = total + count
    newest = math.max(newest, one)
  end
  if granule < newest - (granules - 1) then
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], string.format('%d', granule), total)
    counts, newest = { [granule] = total }, granule
  end
  local oldest = newest - (granules - 1)
  for one, count in pairs(counts) do
    if one < oldest then
      redis.call('HDEL', KEYS[1], string.format('%d', one))
      total = total - count
    end
  end

  local wait = 0
  if total < limit then
    redis.call('HINCRBY', KEYS[1], string.format('%d', newest), 1)
  else
    local left, ends = total - limit, oldest
    while ends < newest and left - (counts[ends] or 0) >= 0 do
      left = left - (counts[ends] or 0)
      ends = ends + 1
    end
    wait = (ends + granules) * 10 - now
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return { string.format('%.3f', now), string.format('%.3f', wait) }`;
