import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SRC = resolve(__dirname, '../../src');

/** Who may speak with Redis, and what it is to them. The queue does by BullMQ, which knows no cache. */
const SPEAK_WITH_REDIS: Record<string, string> = {
  'platform/cache/redis-store.ts': 'the cache itself',
  'platform/limits/redis-limiter.ts': 'limits that processes share; nothing in them is read again',
  'platform/realtime/redis-realtime.ts': 'hints; nothing is kept',
};
/** Who keeps what was used last, and by what. */
const KEEP_WHAT_WAS_USED: Record<string, string> = {
  'platform/cache/tenant-caches.ts': 'by keys of the cache',
  'platform/crypto/data-keys.ts': 'by the id of a data key, which is of one tenant',
};
/** Who may write a name that begins with a tenant. */
const NAME_TENANTS = ['platform/cache/cache-key.ts', 'platform/limits/redis-limiter.ts'];

/** What others may reach of the cache: caches that are got for a tenant. */
const ENTRANCES = /platform\/cache\/(tenant-caches|cache\.module)'/;
const CACHE_LIBRARIES =
  /from '(redis|@redis\/\w+|lru-cache|node-cache|cache-manager|@nestjs\/cache-manager|keyv|memcached)'/;

interface Rule {
  readonly says: string;
  isBrokenBy(file: string, text: string): boolean;
}

const isCache = (file: string): boolean => file.startsWith('platform/cache/');

const RULES: readonly Rule[] = [
  {
    says: 'speaks with Redis itself',
    isBrokenBy: (file, text) => /from 'ioredis'/.test(text) && !(file in SPEAK_WITH_REDIS),
  },
  { says: 'brings a cache of its own', isBrokenBy: (_file, text) => CACHE_LIBRARIES.test(text) },
  {
    says: 'keeps what was used by keys that nobody has looked at',
    isBrokenBy: (file, text) => /new RecentlyUsed\b/.test(text) && !(file in KEEP_WHAT_WAS_USED),
  },
  {
    says: 'makes a key by hand',
    isBrokenBy: (file, text) => /['"`]tenant:/.test(text) && !NAME_TENANTS.includes(file),
  },
  {
    says: 'reaches past the caches of tenants',
    isBrokenBy: (file, text) =>
      !isCache(file) &&
      [...text.matchAll(/from '[^']*platform\/cache\/[^']*'/g)].some(([one]) => !ENTRANCES.test(one)),
  },
  {
    says: 'caches outside of a *.cache.ts',
    isBrokenBy: (file, text) =>
      !isCache(file) &&
      /platform\/cache\/tenant-caches'/.test(text) &&
      !/\.cache\.ts$/.test(file) &&
      file !== 'tenancy/cache/cache.service.ts',
  },
  {
    says: 'fetches and does not invalidate, or the other way round',
    isBrokenBy: (file, text) =>
      /\.cache\.ts$/.test(file) && !(/\.fetch\(/.test(text) && /\.invalidate\(/.test(text)),
  },
];

const faultsIn = (file: string, text: string): string[] =>
  RULES.filter((rule) => rule.isBrokenBy(file, text)).map(({ says }) => `${file} ${says}`);

const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/(spec|contract)\.ts$/.test(file))
  .map((file): [string, string] => [file, readFileSync(join(SRC, file), 'utf8')]);

const GOOD = `import { TenantCaches } from '../platform/cache/tenant-caches';
  this.caches.current().fetch('thing', id, load); this.caches.current().invalidate(transaction, 'thing', id);`;

describe('what is cached', () => {
  it('goes through the caches of tenants alone', () => {
    expect(code.flatMap(([file, text]) => faultsIn(file, text))).toEqual([]);
  });

  it('is fetched and invalidated side by side, in the slices that have something to cache', () => {
    const caches = code.map(([file]) => file).filter((file) => file.endsWith('.cache.ts'));
    expect(caches).toEqual(
      expect.arrayContaining([
        'channels/channels.cache.ts',
        'messaging/outbound/gate/sending-policy.cache.ts',
        'templates/templates.cache.ts',
        'tenancy/tenants/tenant-settings.cache.ts',
      ]),
    );
  });

  it('is reviewed where it is', () => {
    const files = code.map(([file]) => file);
    for (const file of [
      ...Object.keys(SPEAK_WITH_REDIS),
      ...Object.keys(KEEP_WHAT_WAS_USED),
      ...NAME_TENANTS,
    ])
      expect(files).toContain(file);
  });

  it.each([
    ['inbox/inbox.service.ts', `import { Redis } from 'ioredis';`, 'speaks with Redis itself'],
    ['inbox/inbox.service.ts', `import { LRUCache } from 'lru-cache';`, 'brings a cache of its own'],
    [
      'inbox/inbox.service.ts',
      'new RecentlyUsed<string, Label>(9)',
      'keeps what was used by keys that nobody',
    ],
    ['inbox/inbox.service.ts', 'redis.get(`tenant:${id}:labels`)', 'makes a key by hand'],
    [
      'inbox/labels.cache.ts',
      `${GOOD} import { CacheKey } from '../platform/cache/cache-key';`,
      'reaches past',
    ],
    ['inbox/inbox.service.ts', GOOD, 'caches outside of a *.cache.ts'],
    ['inbox/labels.cache.ts', `this.caches.current().fetch('label', id, load)`, 'does not invalidate'],
  ])('refuses %s with %s', (file, text, fault) => {
    expect(faultsIn(file, text).join()).toContain(fault);
  });

  it('finds no fault where there is none', () => {
    expect(faultsIn('inbox/labels.cache.ts', GOOD)).toEqual([]);
  });
});
