import fc from 'fast-check';
import { retryAfterMsIn } from './retry-after';

const NOW = Date.UTC(2026, 10, 21, 12);
const DAY_MS = 24 * 3_600_000;
const usage = (...minutes: unknown[]) =>
  JSON.stringify({
    '102290129340398': minutes.map((estimated_time_to_regain_access) => ({
      type: 'whatsapp_business_management',
      call_count: 100,
      estimated_time_to_regain_access,
    })),
  });

describe('how long an answer asks to be left alone', () => {
  it.each<[headers: Record<string, string>, ms: number | null]>([
    [{}, null],
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': '999999999' }, DAY_MS],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
    [{ 'x-business-use-case-usage': usage(0) }, null],
    [{ 'x-business-use-case-usage': usage(3, 12, 5) }, 12 * 60_000],
    [{ 'x-business-use-case-usage': usage('12') }, null],
    [{ 'x-business-use-case-usage': '{"1":[null,7],"2":null}' }, null],
    [{ 'x-business-use-case-usage': '{' }, null],
    [{ 'retry-after': '30', 'x-business-use-case-usage': usage(12) }, 30_000],
    [{ 'retry-after': 'soon', 'x-business-use-case-usage': usage(12) }, 12 * 60_000],
  ])('%j is %s ms', (headers, ms) => {
    expect(retryAfterMsIn(headers, NOW)).toBe(ms);
  });

  it('is nothing or a time up to a day, whatever the headers', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), (retryAfter, used) => {
        const headers = { 'retry-after': retryAfter, 'x-business-use-case-usage': used };
        const ms = retryAfterMsIn(headers, NOW);
        expect(ms === null || (ms >= 0 && ms <= DAY_MS)).toBe(true);
      }),
    );
  });
});
