import fc from 'fast-check';
import { requestIdOf } from './request-id';

const OURS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const given = (value: string | string[] | undefined) =>
  requestIdOf({ headers: { 'x-request-id': value } as Record<string, string> });

describe('the id of a request', () => {
  it.each(['abc', 'A-1_b.2', '9'.repeat(64)])('is the one that the caller gave: %s', (value) => {
    expect(given(value)).toBe(value);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one too long', '9'.repeat(65)],
    ['one with a line break', 'a\nb'],
    ['one with a quote', '"a"'],
    ['one in another script', 'ä'],
    ['two of them', ['a', 'b']],
  ])('is ours when the caller gave %s', (_what, value) => expect(given(value)).toMatch(OURS));

  it('can always be written into a header and a log line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(given(value)).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
      }),
    );
  });
});
