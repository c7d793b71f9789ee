import fc from 'fast-check';
import { retryClassOf, type RetryClass } from './error-catalogue';

describe('the error catalogue', () => {
  it.each<[number, number, RetryClass]>([
    [4, 400, 'retry'],
    [80007, 400, 'retry'],
    [130429, 400, 'retry'],
    [131056, 400, 'retry'],
    [131057, 500, 'retry'],
    [2494100, 400, 'retry'],
    [1, 400, 'ambiguous'],
    [2, 503, 'ambiguous'],
    [131000, 500, 'ambiguous'],
    [131016, 500, 'ambiguous'],
    [133004, 503, 'ambiguous'],
    [0, 401, 'blocked'],
    [3, 500, 'blocked'],
    [190, 401, 'blocked'],
    [200, 403, 'blocked'],
    [299, 403, 'blocked'],
    [368, 403, 'blocked'],
    [131031, 403, 'blocked'],
    [131042, 400, 'blocked'],
    [131048, 400, 'blocked'],
    [131049, 400, 'later'],
    [133016, 400, 'later'],
    [131050, 400, 'opt_out'],
    [33, 400, 'permanent'],
    [100, 400, 'permanent'],
    [131026, 400, 'permanent'],
    [131047, 400, 'permanent'],
    [131051, 400, 'permanent'],
    [132001, 404, 'permanent'],
    [2388040, 400, 'permanent'],
  ])('classes %i (HTTP %i) as %s', (code, httpStatus, expected) => {
    expect(retryClassOf(code, httpStatus)).toBe(expected);
  });

  it('lets the code win over the HTTP status, which Meta does not promise to keep', () => {
    expect(retryClassOf(130429, 500)).toBe('retry');
    expect(retryClassOf(131026, 500)).toBe('permanent');
  });

  it('judges an unknown code by its HTTP status', () => {
    const unknownCode = fc.integer({ min: 5_000_000, max: 9_000_000 });
    fc.assert(
      fc.property(unknownCode, fc.integer({ min: 200, max: 599 }), (code, httpStatus) => {
        expect(retryClassOf(code, httpStatus)).toBe(httpStatus >= 500 ? 'ambiguous' : 'permanent');
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
