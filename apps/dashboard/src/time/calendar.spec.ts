import fc from 'fast-check';
import { clockTime, dayLabel, dayOf, daysBetween, distanceInWords, relativeTime } from './calendar';

const zone = 'Asia/Tehran';
const now = Date.parse('2026-11-21T09:30:00Z'); // 13:00 in Tehran, a Saturday
const ago = (minutes: number) => now - minutes * 60_000;

describe('the time of a conversation in the list', () => {
  it.each([
    [0, 'now'],
    [0.9, 'now'],
    [4, '4 min'],
    [59, '59 min'],
    [61, '11:59'],
    [60 * 12, '01:00'],
    [60 * 14, 'Yesterday'],
    [60 * 24 * 3, 'Wed'],
    [60 * 24 * 8, '13 Nov'],
    [60 * 24 * 400, '17 Oct 2025'],
  ])('%d minutes ago is "%s"', (minutes, text) => expect(relativeTime(ago(minutes), now, zone)).toBe(text));

  it('is "now" when the server clock is a little ahead of ours', () => {
    expect(relativeTime(now + 20_000, now, zone)).toBe('now');
  });
});

describe('the separator of a day', () => {
  it.each([
    [0, 'Today'],
    [60 * 14, 'Yesterday'],
    [60 * 24 * 3, 'Wednesday'],
    [60 * 24 * 8, 'Friday 13 November'],
    [60 * 24 * 400, 'Friday 17 October 2025'],
  ])('%d minutes ago is "%s"', (minutes, text) => expect(dayLabel(ago(minutes), now, zone)).toBe(text));
});

describe('a day', () => {
  it('begins at midnight where the reader is', () => {
    const beforeMidnight = Date.parse('2026-11-20T20:29:00Z');
    const afterMidnight = Date.parse('2026-11-20T20:31:00Z');
    expect(dayOf(beforeMidnight, zone)).toBe('2026-11-20');
    expect(dayOf(afterMidnight, zone)).toBe('2026-11-21');
    expect(daysBetween(beforeMidnight, afterMidnight, zone)).toBe(1);
    expect(clockTime(afterMidnight, zone)).toBe('00:01');
  });

  it('is counted by the calendar, also when the clocks change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
        const from = Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000;
        return daysBetween(from, from + days * 86_400_000, 'UTC') === days;
      }),
    );
  });
});

describe('a distance in words', () => {
  it.each([
    [0, 'just now'],
    [-0.5, 'just now'],
    [4.9, '4 minutes ago'],
    [60 * 5, '5 hours ago'],
    [60 * 24 * 20, '20 days ago'],
    [60 * 24 * 95, '3 months ago'],
    [60 * 24 * 800, '2 years ago'],
    [-60 * 24 * 3 - 1, 'in 3 days'],
    [-60 * 24 * 7 + 1, 'in 7 days'],
  ])('%d minutes ago is "%s"', (minutes, text) => expect(distanceInWords(ago(minutes), now)).toBe(text));
});
