import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { firstDayOf, firstIdAt, instantOf } from './id-range';

const instants = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });

describe('the place of a time among ids', () => {
  it('is before every id of that millisecond and after every id of the one before', () => {
    fc.assert(
      fc.property(instants, fc.uint8Array({ minLength: 16, maxLength: 16 }), (instant, random) => {
        const msecs = instant.getTime();
        expect(firstIdAt(instant) <= v7({ msecs, random })).toBe(true);
        if (msecs > 0) expect(v7({ msecs: msecs - 1, random }) < firstIdAt(instant)).toBe(true);
        expect(instantOf(v7({ msecs, random }))).toEqual(instant);
      }),
    );
  });

  it('of a time before all ids is before all ids', () => {
    expect(firstIdAt(new Date('1900-01-01'))).toBe('00000000-0000-0000-0000-000000000000');
  });

  it('is a day before its own, and a day in any case', () => {
    expect(firstDayOf(firstIdAt(new Date('2026-01-31T23:00:00Z')))).toBe('2026-01-30');
    expect(firstDayOf('00000000-0000-0000-0000-000000000000')).toBe('1969-12-31');
    expect(firstDayOf('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe('9999-12-31');
  });
});
