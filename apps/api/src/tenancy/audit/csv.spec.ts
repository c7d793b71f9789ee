import * as fc from 'fast-check';
import { csvLine } from './csv';

/** RFC 4180, as strictly as a reader may be. */
function cellsIn(line: string): string[] {
  expect(line).toMatch(/^("([^"]|"")*"(,"([^"]|"")*")*)?\r\n$/);
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, text = '']) => text.replaceAll('""', '"'));
}

describe('a line of CSV', () => {
  it('gives back what was put in, whatever it is, and no formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const read = cellsIn(csvLine(cells));
        expect(read.map((own) => own.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, ''))).toEqual(
          cells.map((own) => own.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, '')),
        );
        for (const own of read) expect(own).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://evil","x")'])(
    'makes %j a text for every spreadsheet',
    (text) => {
      expect(cellsIn(csvLine([text]))).toEqual([`'${text}`]);
    },
  );

  it('writes nothing for null, and numbers as they are', () => {
    expect(csvLine([null, 7, 'a"b,c'])).toBe('"","7","a""b,c"\r\n');
  });
});
