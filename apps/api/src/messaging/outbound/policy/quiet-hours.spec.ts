import fc from 'fast-check';
import { quietUntil } from './quiet-hours';

const at = (iso: string) => Date.parse(iso);
const night = { from: 22 * 60, to: 8 * 60, timeZone: 'America/Sao_Paulo' };
const lunch = { from: 12 * 60, to: 13 * 60 + 30, timeZone: 'UTC' };
const zones = [
  'UTC',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

describe('quiet hours', () => {
  it.each([
    [night, '2026-03-02T23:30:00Z', null],
    [night, '2026-03-03T01:00:00Z', '2026-03-03T11:00:00.000Z'],
    [night, '2026-03-03T10:59:59Z', '2026-03-03T11:00:00.000Z'],
    [night, '2026-03-03T11:00:00Z', null],
    [lunch, '2026-03-03T11:59:59Z', null],
    [lunch, '2026-03-03T12:00:00Z', '2026-03-03T13:30:00.000Z'],
    [lunch, '2026-03-03T13:30:00Z', null],
    [{ ...night, timeZone: 'Asia/Kolkata' }, '2026-03-03T17:00:00Z', '2026-03-04T02:30:00.000Z'],
  ])('of %j at %s end at %s', (hours, now, until) => {
    const untilMs = quietUntil(hours, at(now));
    expect(untilMs === null ? null : new Date(untilMs).toISOString()).toBe(until);
  });

  it('end by the clock on the wall in a night in which it is changed', () => {
    const hours = { ...night, timeZone: 'Europe/Berlin' };
    expect(quietUntil(hours, at('2026-03-28T22:00:00Z'))).toBe(at('2026-03-29T06:00:00Z'));
    expect(quietUntil(hours, at('2026-10-24T21:00:00Z'))).toBe(at('2026-10-25T07:00:00Z'));
  });

  it('are over when they end, are never longer than a day and an hour, and are not outside of them', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const hours = fc
      .record({ from: minute, to: minute, timeZone: fc.constantFrom(...zones) })
      .filter(({ from, to }) => from !== to);
    const now = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') });
    fc.assert(
      fc.property(hours, now, (of, nowMs) => {
        const untilMs = quietUntil(of, nowMs);
        if (untilMs === null) return;
        expect(untilMs).toBeGreaterThan(nowMs);
        expect(untilMs - nowMs).toBeLessThanOrEqual(25 * 3_600_000);
        const isShort = (of.to - of.from + 1_440) % 1_440 < 1_320;
        if (isShort)
          expect(
            quietUntil(of, untilMs + 3_600_000 * (isNearChange(untilMs, of.timeZone) ? 1 : 0)),
          ).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Whether the clock of that zone is changed within two hours of then. */
function isNearChange(atMs: number, timeZone: string): boolean {
  const offset = (ms: number) =>
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(ms).split('GMT')[1];
  return offset(atMs - 7_200_000) !== offset(atMs + 7_200_000);
}
