import fc from 'fast-check';
import type { ErrorRow } from './catalogue/error-row';
import { catalogued, ERROR_CATALOGUE, explain, retryClassOf } from './error-catalogue';
import { CODES_OF_META, codesOf } from './error-codes-of-meta.fixture';

const nameOf = ({ codes }: ErrorRow): string =>
  codes.map((one) => (typeof one === 'number' ? one : one.join(' to '))).join(', ');

describe('the error catalogue', () => {
  it.each(CODES_OF_META)('says of $code that it is $retry, and why', ({ code, retry, speaksOf }) => {
    const row = catalogued(code);
    expect(row?.retry).toBe(retry);
    expect(row?.meaning).toMatch(speaksOf);
  });

  it('has no code that is not in the list, and none twice', () => {
    const listed = CODES_OF_META.map(({ code }) => code);
    const codes = ERROR_CATALOGUE.flatMap((row) => codesOf(row.codes));
    expect(codes.toSorted((a, b) => a - b)).toEqual(listed.toSorted((a, b) => a - b));
    expect(new Set(codes).size).toBe(codes.length);
  });

  describe.each(ERROR_CATALOGUE.map((row) => [nameOf(row), row] as const))('%s', (_name, row) => {
    const codes = codesOf(row.codes);

    it(`is ${row.retry}, whichever of its codes is asked for`, () => {
      for (const code of codes) {
        expect(explain(code, 599)).toBe(row);
        expect(retryClassOf(code, 200)).toBe(row.retry);
      }
    });

    it('says in sentences what it means and what to do, without its code', () => {
      expect(row.title).toMatch(/^[A-Z].{3,60}[^.]$/);
      expect(row.meaning).toMatch(/^[A-Z].{20,240}\.$/);
      expect(row.next).toMatch(/^[A-Z].{5,160}\.$/);
      expect(row.docsUrl).toMatch(/^https:\/\/developers\.facebook\.com\/docs\//);
      for (const code of codes) {
        expect(`${row.title} ${row.meaning} ${row.next}`).not.toMatch(new RegExp(`\\b${code}\\b`));
      }
    });

    it('says how long to wait exactly where waiting helps', () => {
      const canWait = row.retry === 'retry' || row.retry === 'later';
      expect(row.pauseMs === undefined || (canWait && row.pauseMs > 0)).toBe(true);
      expect(row.retry === 'retry' && row.pauseMs === undefined).toBe(false);
    });
  });

  it.each([
    [130429, 1_000],
    [131056, 1_000],
    [131057, 60_000],
    [131049, 24 * 3_600_000],
    [133015, 5 * 60_000],
    [133016, 72 * 3_600_000],
    [134101, 10 * 60_000],
  ])('leaves %i alone for %i ms', (code, pauseMs) => {
    expect(explain(code, 400).pauseMs).toBe(pauseMs);
  });

  it.each([
    [130429, 'number'],
    [131056, 'pair'],
    [131042, 'account'],
    [131048, 'number'],
    [132016, 'template'],
    [4, 'app'],
    [100, 'message'],
  ])('holds %i against its %s', (code, scope) => {
    expect(explain(code, 400).scope).toBe(scope);
  });

  it('lets the code win over the HTTP status, which Meta does not promise to keep', () => {
    expect(retryClassOf(130429, 500)).toBe('retry');
    expect(retryClassOf(131026, 500)).toBe('permanent');
  });

  it('answers for every code and status, and judges an unknown code by its status', () => {
    const unknownCode = fc.oneof(
      fc.integer({ min: 5_000_000, max: 9_000_000 }),
      fc.constant(null),
      fc.constant(-1),
    );
    fc.assert(
      fc.property(unknownCode, fc.integer({ min: 200, max: 599 }), (code, httpStatus) => {
        const { retry, title, meaning, next } = explain(code, httpStatus);
        expect(retry).toBe(httpStatus >= 500 ? 'ambiguous' : 'permanent');
        expect([title, meaning, next]).not.toContain('');
        if (code !== null) expect([retryClassOf(code, httpStatus), catalogued(code)]).toEqual([retry, null]);
      }),
    );
  });

  it('never calls a code safe to retry that is not in the list', () => {
    const safe = [4, 80007, 80008, 130429, 131056, 131057, 2494100];
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.integer({ min: 200, max: 599 }), (code, httpStatus) => {
        fc.pre(!safe.includes(code));
        expect(retryClassOf(code, httpStatus)).not.toBe('retry');
      }),
    );
  });
});
