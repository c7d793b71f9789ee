import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const API = resolve(__dirname, '../..');

interface Row {
  readonly nr: number;
  readonly spec: string;
  readonly test: string;
}

const rows: Row[] = readFileSync(join(__dirname, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, nr = '', , spec = '', test = ''] = line.split('|').map((cell) => cell.trim());
    return /^\d+$/.test(nr) ? [{ nr: Number(nr), spec: spec.replaceAll('`', ''), test }] : [];
  });

describe('the table of seed 000', () => {
  it('has each of its 23 behaviours', () => {
    const all = Array.from({ length: 23 }, (_, index) => index + 1);
    expect([...new Set(rows.map(({ nr }) => nr))].sort((one, other) => one - other)).toEqual(all);
  });

  it.each(rows)('$nr is tested in $spec: $test', ({ spec, test }) => {
    const source = readFileSync(join(API, spec), 'utf8');
    const names = [...source.matchAll(/(['"])(?=\S)(.*?[^\\])\1/g)].map(([, , name]) => name);
    expect(names).toContain(test);
  });
});
