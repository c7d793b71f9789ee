import { curlWith, expiryAfter, LIVES, unusedSince } from './api-key-rules';

const DAY_MS = 86_400_000;
const now = Date.parse('2026-11-21T12:00:00Z');
const daysAgo = (days: number) => new Date(now - days * DAY_MS).toISOString();

describe('a key that nobody uses', () => {
  it('is pointed out after 90 days, counted from its last use', () => {
    const key = { state: 'active', createdAt: daysAgo(400) } as const;
    expect(unusedSince({ ...key, lastUsedAt: daysAgo(89) }, now)).toBeNull();
    expect(unusedSince({ ...key, lastUsedAt: daysAgo(90) }, now)).toBe(now - 90 * DAY_MS);
  });

  it('is counted from when it was made if it was never used', () => {
    const key = { state: 'active', lastUsedAt: null } as const;
    expect(unusedSince({ ...key, createdAt: daysAgo(3) }, now)).toBeNull();
    expect(unusedSince({ ...key, createdAt: daysAgo(91) }, now)).toBe(now - 91 * DAY_MS);
  });

  it.each(['expired', 'revoked'] as const)('is of no concern once it is %s', (state) => {
    expect(unusedSince({ state, createdAt: daysAgo(400), lastUsedAt: null }, now)).toBeNull();
  });
});

describe('the life of a new key', () => {
  it('ends after the days chosen, or never', () => {
    expect(expiryAfter('30', now)).toBe('2026-12-21T12:00:00.000Z');
    expect(expiryAfter('never', now)).toBeNull();
  });

  it('is a year at most, as the API demands', () => {
    for (const { value } of LIVES) {
      const end = expiryAfter(value, now);
      if (end) expect(Date.parse(end) - now).toBeLessThanOrEqual(366 * DAY_MS);
    }
  });
});

describe('the command beside a new key', () => {
  const origin = 'https://parley.example';

  it('asks this installation, with the key', () => {
    expect(curlWith('parley_live_x', ['tenant.read'], origin)).toBe(
      "curl https://parley.example/api/v1/tenant \\\n  -H 'Authorization: Bearer parley_live_x'",
    );
  });

  it('asks only what the key may see', () => {
    expect(curlWith('k', ['conversations.assign', 'channels.read'], origin)).toContain('/api/v1/channels ');
    expect(curlWith('k', ['conversations.assign'], origin)).toBeNull();
  });
});
