import fc from 'fast-check';
import { GroupCommit, GroupCommitOptions } from './group-commit';

interface Item {
  readonly name: string;
  readonly size: number;
}

const item = (name: string, size = 1): Item => ({ name, size });
const names = (batch: readonly Item[]): string[] => batch.map(({ name }) => name);

class DataFault extends Error {}

/** A database whose commits end when the test says so. */
class Commits {
  readonly begun: { batch: string[]; end: (error?: Error) => void }[] = [];

  readonly write = (batch: readonly Item[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (error?: Error): void => (error === undefined ? resolve() : reject(error));
      this.begun.push({ batch: names(batch), end });
    });

  get batches(): string[][] {
    return this.begun.map(({ batch }) => batch);
  }

  async end(index: number, error?: Error): Promise<void> {
    this.begun[index]?.end(error);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }
}

describe('the group commit', () => {
  let commits: Commits;
  let group: GroupCommit<Item>;
  let settled: Record<string, string>;

  const start = (options: Partial<GroupCommitOptions<Item>> = {}): void => {
    commits = new Commits();
    settled = {};
    group = new GroupCommit({
      write: commits.write,
      isFaultOfOne: (error) => error instanceof DataFault,
      writers: 1,
      maxItems: 4,
      maxBytes: 100,
      ...options,
    });
  };
  const add = (...items: Item[]): void => {
    for (const one of items) {
      group.add(one).then(
        () => (settled[one.name] = 'stored'),
        (error: unknown) => (settled[one.name] = (error as Error).message),
      );
    }
  };

  beforeEach(() => start());

  it('writes who comes alone at once', () => {
    add(item('a'));
    expect(commits.batches).toEqual([['a']]);
  });

  it('lets those who come meanwhile share the next commit, in their order', async () => {
    add(item('a'), item('b'), item('c'), item('d'));
    expect(commits.batches).toEqual([['a']]);
    await commits.end(0);
    expect(commits.batches).toEqual([['a'], ['b', 'c', 'd']]);
    expect(settled).toEqual({ a: 'stored' });
    await commits.end(1);
    expect(settled).toEqual({ a: 'stored', b: 'stored', c: 'stored', d: 'stored' });
  });

  it('takes no more items than a batch may have', async () => {
    add(item('a'), ...['b', 'c', 'd', 'e', 'f'].map((name) => item(name)));
    await commits.end(0);
    expect(commits.batches[1]).toEqual(['b', 'c', 'd', 'e']);
  });

  it('takes no more bytes than a batch may have, but at least one item', async () => {
    add(item('a'), item('b', 1_000), item('c', 60), item('d', 40), item('e', 1));
    await commits.end(0);
    await commits.end(1);
    await commits.end(2);
    expect(commits.batches).toEqual([['a'], ['b'], ['c', 'd'], ['e']]);
  });

  it('takes a second writer when a whole batch waits', () => {
    start({ writers: 2 });
    add(item('a'), item('b'), item('c'), item('d'));
    expect(commits.batches).toEqual([['a']]);
    add(item('e'));
    expect(commits.batches).toEqual([['a'], ['b', 'c', 'd', 'e']]);
    add(...['f', 'g', 'h', 'i'].map((name) => item(name)));
    expect(commits.batches).toHaveLength(2);
  });

  it('takes a second writer when the first is slow', () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    start({ writers: 2 });
    add(item('a'), item('b'));
    expect(commits.batches).toEqual([['a']]);
    now.mockReturnValue(1_030);
    expect(group.load.oldestWaitMs).toBe(30);
    add(item('c'));
    expect(commits.batches).toEqual([['a'], ['b', 'c']]);
    now.mockRestore();
  });

  it('tells all of a batch that it failed, and all that wait behind it', async () => {
    add(item('a'), item('b'), item('c'));
    await commits.end(0, new Error('away'));
    expect(settled).toEqual({ a: 'away', b: 'away', c: 'away' });
    expect(commits.batches).toEqual([['a']]);
    expect(group.load).toEqual({ items: 0, bytes: 0, oldestWaitMs: 0 });
  });

  it('goes on after a failure', async () => {
    add(item('a'));
    await commits.end(0, new Error('away'));
    add(item('b'));
    await commits.end(1);
    expect(settled).toEqual({ a: 'away', b: 'stored' });
  });

  it('refuses the one at fault, and stores the others of its batch', async () => {
    const stored: string[] = [];
    start({
      write: (batch) =>
        batch.some(({ name }) => name === 'bad')
          ? Promise.reject(new DataFault('bad row'))
          : Promise.resolve(void stored.push(...names(batch))),
    });
    add(item('first'), item('a'), item('bad'), item('b'), item('c'));
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect(settled).toEqual({ first: 'stored', a: 'stored', bad: 'bad row', b: 'stored', c: 'stored' });
    expect(stored).toEqual(['first', 'a', 'b', 'c']);
  });

  it('knows what is not written yet', async () => {
    add(item('a', 10), item('b', 20));
    expect(group.load).toMatchObject({ items: 2, bytes: 30 });
    await commits.end(0);
    expect(group.load).toMatchObject({ items: 1, bytes: 20 });
    await commits.end(1);
    expect(group.load).toEqual({ items: 0, bytes: 0, oldestWaitMs: 0 });
  });

  it('is drained when everyone who came is settled', async () => {
    add(item('a'), item('b'));
    let isDrained = false;
    void group.drained().then(() => (isDrained = true));
    await commits.end(0);
    expect(isDrained).toBe(false);
    await commits.end(1, new Error('away'));
    expect([isDrained, settled]).toEqual([true, { a: 'stored', b: 'away' }]);
    await group.drained();
  });

  it('settles everyone once, says stored of what is stored alone, and keeps the order, whatever fails when', async () => {
    const sizes = fc.array(fc.nat(120), { maxLength: 30 });
    const outcomes = fc.array(fc.constantFrom('ok', 'ok', 'ok', 'away', 'bad'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        sizes,
        outcomes,
        fc.integer({ min: 1, max: 3 }),
        async (s, all, fate, writers) => {
          const stored: string[] = [];
          const fates = [...fate];
          start({
            writers,
            write: s.scheduleFunction((batch: readonly Item[]) => {
              const outcome = fates.shift() ?? 'ok';
              if (outcome === 'away') return Promise.reject(new Error('away'));
              if (outcome === 'bad') return Promise.reject(new DataFault('bad'));
              return Promise.resolve(void stored.push(...names(batch)));
            }),
          });
          const results = all.map((size, index) =>
            group.add(item(String(index), size)).then(
              () => String(index),
              () => undefined,
            ),
          );
          const told = (await s.waitFor(Promise.all(results))).filter((name) => name !== undefined);
          expect(told.sort()).toEqual([...stored].sort());
          expect(new Set(stored).size).toBe(stored.length);
          if (writers === 1) expect(stored.map(Number)).toEqual(stored.map(Number).sort((a, b) => a - b));
          expect(group.load).toEqual({ items: 0, bytes: 0, oldestWaitMs: 0 });
        },
      ),
    );
  });
});
