import { HashingLine } from './hashing-line';

/** Work that ends when it is told to. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { promise, resolve, reject };
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

describe('the line before the hashing', () => {
  it('runs so many at once and no more, in the order in which they came', async () => {
    const line = new HashingLine(2, 50);
    const works = [work(), work(), work(), work()];
    const begun: number[] = [];
    const all = works.map(({ promise }, index) =>
      line.run(() => {
        begun.push(index);
        return promise;
      }),
    );
    await turnOfTheLoop();
    expect(begun).toEqual([0, 1]);
    works[1]?.resolve('b');
    await turnOfTheLoop();
    expect(begun).toEqual([0, 1, 2]);
    works[0]?.resolve('a');
    works[2]?.resolve('c');
    works[3]?.resolve('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('sends away whoever comes when it is full, and says when to come again', async () => {
    const line = new HashingLine(1, 1);
    const [first, second] = [work(), work()];
    const waiting = [line.run(() => first.promise), line.run(() => second.promise)];
    await expect(line.run(() => Promise.resolve('third'))).rejects.toMatchObject({
      status: 503,
      code: 'busy',
      retryAfterSeconds: 5,
    });
    first.resolve('1');
    second.resolve('2');
    expect(await Promise.all(waiting)).toEqual(['1', '2']);
    expect(await line.run(() => Promise.resolve('there is room again'))).toBe('there is room again');
  });

  it('gives the place of work that failed to the next', async () => {
    const line = new HashingLine(1, 5);
    await expect(line.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const throws = () => {
      throw new Error('at once');
    };
    await expect(line.run(throws)).rejects.toThrow('at once');
    expect(await line.run(() => Promise.resolve('next'))).toBe('next');
  });
});
