import { explainStart, stripsTypes } from './node-binary.mjs';

describe('the Node that is already there', () => {
  it.each(['22.18.0', '23.6.1', '24.0.0', '26.10.0'])('%s can stand in', (version) => {
    expect(stripsTypes(version)).toBe(true);
  });

  it.each(['20.19.0', '22.17.9', '23.5.0'])('%s cannot', (version) => {
    expect(stripsTypes(version)).toBe(false);
  });
});

describe('the Node that npm brought', () => {
  it('says which library a small system lacks, and where it comes from', () => {
    const complaint =
      'node: error while loading shared libraries: libatomic.so.1: cannot open shared object file: No such file';
    expect(explainStart(complaint)).toContain(
      'since libatomic.so.1 is missing (on Debian: apt-get install libatomic1)',
    );
  });

  it('says no more than it knows', () => {
    expect(explainStart('Exec format error')).toBe(
      'the Node 26 that npm installed does not run on this system',
    );
  });
});
