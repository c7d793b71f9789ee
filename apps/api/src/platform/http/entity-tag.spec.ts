import fc from 'fast-check';
import { Problem } from '../../kernel/problem';
import { versionIn } from './entity-tag';

describe('If-Match', () => {
  it.each([
    [undefined, null],
    ['*', null],
    ['"3"', 3],
    [' "3"\t', 3],
    ['W/"3"', 3],
    ['"3", W/"3" ,"3"', 3],
    ['"0"', 0],
    ['"2147483647"', 2_147_483_647],
    ['"abc", "3"', 3],
  ])('%j names %j', (header, version) => expect(versionIn(header)).toBe(version));

  it.each(['"abc"', '""', '"2147483648"', '"99999999999999999999"', '"03"', '"3.0"', '"-1"', '"x", W/"y"'])(
    'with tags that no document of ours has matches none: %j',
    (header) => expect(versionIn(header)).toBe('another'),
  );

  it.each([
    '',
    ' ',
    '3',
    "'3'",
    '"3',
    '3"',
    '"3" "4"',
    '"3",',
    ',"3"',
    '*, "3"',
    'w/"3"',
    '"3\u0000"',
    '"a b"',
    '"1", "2"',
  ])('that is no list of tags, or names several versions, is refused: %j', (header) => {
    expect(() => versionIn(header)).toThrow(
      expect.objectContaining({ status: 400, code: 'invalid_input' }) as Problem,
    );
  });

  it('is a version, no version or a refusal, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        try {
          const version = versionIn(header);
          expect(version === null || version === 'another' || Number.isSafeInteger(version)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ status: 400, code: 'invalid_input' });
        }
      }),
    );
  });
});
