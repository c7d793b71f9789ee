import fc from 'fast-check';
import type { ErrorRow, RetryClass } from './catalogue/error-row';
import { ERROR_CATALOGUE, explain, retryClassOf } from './error-catalogue';

/** Meta's codes with the classes of cloud-api.md A4, a letter each: where that table gives two, both; `-` is any. */
const A4: readonly (readonly [codes: readonly (number | readonly [number, number])[], classes: string])[] = [
  [[0, 3, 10, 104, 190, [200, 299], 368], 'B'],
  [[1, 2], 'A'],
  [[4, 80007, 80008], 'R'],
  [[33], 'PB'],
  [[100], 'P'],
  [[613], 'L'],
  [[130403, 130472, 130497], 'P'],
  [[130429], 'R'],
  [[131000, 131016], 'A'],
  [[131005], 'B'],
  [[131008, 131009, 131020, 131041, 131021, 131026, 131030], 'P'],
  [[131031, 131037, 131042, 131044, 131045], 'B'],
  [[131047], 'P'],
  [[131048], 'B'],
  [[131049], 'L'],
  [[131050], 'O'],
  [[131051], 'P'],
  [[131052], '-'],
  [[131053, 131055], 'P'],
  [[131056, 131057], 'R'],
  [[131059, 131062, 131063], 'P'],
  [[131064], 'BL'],
  [[132000, 132001, 132005, 132007, 132008, 132012, 132018], 'P'],
  [[132015], 'PL'],
  [[132016], 'P'],
  [[132068], 'P'],
  [[132069], 'L'],
  [[133000], 'L'],
  [[133004], 'A'],
  [[133005], 'P'],
  [[133008, 133009], 'L'],
  [[133006, 133010], 'P'],
  [[133015, 133016], 'L'],
  [[134011], 'B'],
  [[134100], 'P'],
  [[134101], 'L'],
  [[134102], 'B'],
  [[135000, 136024, 136025, 137000], 'P'],
  [[[138000, 138018]], '-'],
  [
    [
      [139000, 139004],
      [139100, 139103],
    ],
    'P',
  ],
  [[139200], 'B'],
  [
    [
      [131201, 131215],
      [147001, 147005],
    ],
    'P',
  ],
  [[[200005, 200007]], '-'],
  [[2388019, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299], 'P'],
  [[2388039, 2388318, 2388330], 'P'],
  [[2388001, 2388012, 2388091, 2388093, 2388103], 'P'],
  [[2494100], 'R'],
  [[2494191, [2593107, 2593109]], 'P'],
];

const CLASSES: Readonly<Record<string, readonly RetryClass[]>> = {
  A: ['ambiguous'],
  B: ['blocked'],
  L: ['later'],
  O: ['opt_out'],
  P: ['permanent'],
  R: ['retry'],
  '-': ['permanent'],
};

const codesOf = (codes: readonly (number | readonly [number, number])[]): number[] =>
  codes.flatMap((one) =>
    typeof one === 'number'
      ? [one]
      : Array.from({ length: one[1] - one[0] + 1 }, (_, index) => one[0] + index),
  );

const LISTED = A4.flatMap(([codes, letters]) =>
  codesOf(codes).map((code) => [code, [...letters].flatMap((letter) => CLASSES[letter] ?? [])] as const),
);

const nameOf = ({ codes }: ErrorRow): string =>
  codes.map((one) => (typeof one === 'number' ? one : one.join(' to '))).join(', ');

describe('the error catalogue', () => {
  it("has every code of Meta's list, in its class", () => {
    const wrong = LISTED.filter(([code, classes]) => !classes.includes(explain(code, 200).retry));
    expect(wrong).toEqual([]);
    expect(LISTED.filter(([code]) => !explain(code, 200).codes.length)).toEqual([]);
  });

  it('has no code that is not in the list, and none twice', () => {
    const listed = LISTED.map(([code]) => code);
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
      const allowed = LISTED.filter(([code]) => codes.includes(code)).map(([, classes]) => classes);
      expect(allowed.every((classes) => classes.includes(row.retry))).toBe(true);
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
        if (code !== null) expect(retryClassOf(code, httpStatus)).toBe(retry);
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
