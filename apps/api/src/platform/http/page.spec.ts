import fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { Problem } from '../../kernel/problem';
import { PageQuery, pageOf, Place, placeOf } from './page';

const instant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const offset = fc.constantFrom('+00', '+02', '-03:30', '+05:45', '-12', '+14');

/** Timestamps as PostgreSQL writes them in any time zone, with up to six decimals and no zero at the end. */
const place: fc.Arbitrary<Place> = fc.record({
  at: fc.tuple(instant, fc.integer({ min: 0, max: 999_999 }), offset).map(([date, micros, zone]) => {
    const decimals = `.${String(micros).padStart(6, '0')}`.replace(/\.?0+$/, '');
    return `${date.toISOString().slice(0, 19).replace('T', ' ')}${decimals}${zone}`;
  }),
  id: fc.constant(null).map(newId),
});

function queryWith(cursor: string): PageQuery {
  return Object.assign(new PageQuery(), { cursor });
}

const encoded = (text: string) => Buffer.from(text).toString('base64url');
const id = newId();

function refusesCursor(cursor: string): void {
  const refusal = { status: 400, code: 'invalid_input', faults: [{ pointer: '/cursor' }] };
  try {
    placeOf(queryWith(cursor));
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject(refusal);
    return;
  }
  throw new Error(`The cursor ${cursor} was taken.`);
}

describe('a page', () => {
  it('ends where the next one begins', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 6 }), (rows) => {
        const { rows: shown, nextCursor } = pageOf(rows, rows.length - 1);
        expect(shown).toEqual(rows.slice(0, -1));
        expect(placeOf(queryWith(nextCursor ?? ''))).toEqual(shown.at(-1));
      }),
    );
  });

  it('is the last one when there is no row more than asked for', () => {
    const row = { at: '2026-01-01 00:00:00+00', id };
    expect(pageOf([row], 1)).toEqual({ rows: [row], nextCursor: null });
    expect(pageOf([], 50)).toEqual({ rows: [], nextCursor: null });
  });

  it('is the first one without a cursor, and 50 long unless told', () => {
    expect(placeOf(new PageQuery())).toBeNull();
    expect(new PageQuery().limit).toBe(50);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no id', encoded('2026-01-01 00:00:00+00')],
    ['no time', encoded(`|${id}`)],
    ['an id in capitals', encoded(`2026-01-01 00:00:00+00|${id.toUpperCase()}`)],
    ['SQL', encoded(`2026-01-01 00:00:00+00'; DROP TABLE message; --|${id}`)],
    ['infinity', encoded(`infinity|${id}`)],
    ['a month too many', encoded(`2026-13-01 00:00:00+00|${id}`)],
    ['the 30th of February', encoded(`2026-02-30 00:00:00+00|${id}`)],
    ['the year 0', encoded(`0000-01-01 00:00:00+00|${id}`)],
    ['an hour too many', encoded(`2026-01-01 25:00:00+00|${id}`)],
    ['a minute too many', encoded(`2026-01-01 00:60:00+00|${id}`)],
    ['a zone that is nowhere', encoded(`2026-01-01 00:00:00+99|${id}`)],
    ['a zone with too many minutes', encoded(`2026-01-01 00:00:00+01:99|${id}`)],
    ['a NUL', encoded(`2026-01-01 00:00:00+00\u0000|${id}`)],
  ])('refuses a cursor that holds %s', (_what, cursor) => refusesCursor(cursor));

  it('refuses whatever else we did not write', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map(encoded)), refusesCursor));
  });
});
