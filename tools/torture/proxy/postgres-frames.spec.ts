import { CommitSpotter, FrameReader, type Frame } from './postgres-frames.ts';

const text = (words: string) => Buffer.from(`${words}\0`);
const frame = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const query = (words: string) => frame('Q', text(words));
const parse = (name: string, words: string) => frame('P', text(name), text(words), Buffer.alloc(2));
const bind = (name: string) => frame('B', text(''), text(name), Buffer.alloc(6));
const execute = frame('E', text(''), Buffer.alloc(4));
const sync = frame('S');

const read = (...frames: Buffer[]): Frame[] => new FrameReader(false).push(Buffer.concat(frames));
const commits = (...frames: Buffer[]): boolean[] => {
  const spotter = new CommitSpotter();
  return read(...frames).map((one) => spotter.isCommit(one));
};

describe('the messages of a connection', () => {
  it('are whole, however their bytes arrive', () => {
    const startup = Buffer.concat([Buffer.from([0, 0, 0, 9]), Buffer.from('hello')]);
    const bytes = Buffer.concat([startup, query('SELECT 1'), sync, query('SELECT 2')]);
    for (const size of [1, 2, 3, 7, 1_000]) {
      const reader = new FrameReader(true);
      const frames: Frame[] = [];
      for (let at = 0; at < bytes.length; at += size)
        frames.push(...reader.push(bytes.subarray(at, at + size)));
      expect(frames.map(({ type }) => type)).toEqual(['', 'Q', 'S', 'Q']);
      expect(Buffer.concat(frames.map((one) => one.bytes))).toEqual(bytes);
    }
  });
});

describe('a commit', () => {
  it('is COMMIT, as a simple query and as a prepared statement', () => {
    expect(commits(query('BEGIN'), query('INSERT INTO a VALUES (1)'), query('COMMIT'))).toEqual([
      false,
      false,
      true,
    ]);
    expect(commits(parse('', 'commit'), bind(''), execute, sync)).toEqual([false, false, false, true]);
  });

  it('is the end of a statement that writes outside of a transaction, also when it was prepared earlier', () => {
    const insert = parse('store', 'INSERT INTO a SELECT 1');
    expect(commits(insert, bind('store'), execute, sync, bind('store'), execute, sync)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('is not the end of a transaction that only reads', () => {
    const reading = query('START TRANSACTION READ ONLY; SET LOCAL x = 1');
    expect(commits(reading, query('COMMIT'), query('BEGIN'), query('COMMIT'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('is not the end of a statement within a transaction, of one that only reads, or a rollback', () => {
    const insert = [parse('', 'INSERT INTO a SELECT 1'), bind(''), execute, sync];
    expect(commits(query('BEGIN; SET LOCAL x = 1'), ...insert)).not.toContain(true);
    expect(commits(parse('', 'SELECT 1'), bind(''), execute, sync)).not.toContain(true);
    expect(commits(query('BEGIN'), query('ROLLBACK'))).not.toContain(true);
    expect(commits(query('BEGIN'), query('ROLLBACK'), ...insert)).toContain(true);
  });
});
