import * as fc from 'fast-check';
import { isInstant } from './instant';

describe('an instant', () => {
  it.each([
    '2026-01-31T14:00Z',
    '2026-01-31T14:00:00Z',
    '2026-01-31T14:00:00.123456Z',
    '2024-02-29T23:59:59+14:00',
  ])('may be written %j', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(Number.isNaN(new Date(text).getTime())).toBe(false);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T14:60:00Z',
    '2026-01-31',
    '2026-01-31T14:00:00',
    '0000-01-01T00:00:00Z',
    '+12026-01-31T14:00:00Z',
    '2026-W05-6T14:00Z',
    'now',
    '',
  ])('may not be written %j', (text) => {
    expect(isInstant(text)).toBe(false);
  });

  it('is any that JavaScript writes, but for years that need a sign or that PostgreSQL has not', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(date, (own) => isInstant(own.toISOString())));
  });
});
