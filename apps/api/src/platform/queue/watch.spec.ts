import { pino } from 'pino';
import { Watch } from './watch';

describe('a watch', () => {
  let lines: string[];
  let steps: number;
  let watch: Watch;

  function watchThat(step: () => Promise<number>): Watch {
    const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    return new Watch({ name: 'test', step }, logger);
  }

  /** Answers these in turn, and 0 from then on. */
  function watchOver(...answers: number[]): Watch {
    return watchThat(() => Promise.resolve(answers[steps++] ?? 0));
  }

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    steps = 0;
  });
  afterEach(async () => {
    await watch.stop();
    jest.useRealTimers();
  });

  it('takes one step after the other while there is work', async () => {
    watch = watchOver(3, 1, 2);
    watch.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(steps).toBe(4);
  });

  it('looks ever more rarely where nothing comes, and never more rarely than once in a second', async () => {
    watch = watchOver();
    watch.start();
    await jest.advanceTimersByTimeAsync(100);
    const atFirst = steps;
    await jest.advanceTimersByTimeAsync(10_000);
    const later = steps;
    expect(atFirst).toBeGreaterThanOrEqual(4);
    for (const expected of [1, 2, 3]) {
      await jest.advanceTimersByTimeAsync(1_000);
      expect(steps - later).toBe(expected);
    }
  });

  it('looks at once when it is woken, and often again from then on', async () => {
    watch = watchOver();
    watch.start();
    await jest.advanceTimersByTimeAsync(60_500);
    const asleep = steps;
    watch.wake();
    await jest.advanceTimersByTimeAsync(0);
    expect(steps).toBe(asleep + 1);
    await jest.advanceTimersByTimeAsync(100);
    expect(steps).toBeGreaterThan(asleep + 3);
  });

  it('looks once more when it is woken in the middle of a look that finds nothing', async () => {
    let end: (done: number) => void = () => undefined;
    watch = watchThat(() => {
      steps++;
      return new Promise((resolve) => (end = resolve));
    });
    watch.start();
    watch.wake();
    watch.wake();
    end(0);
    await jest.advanceTimersByTimeAsync(0);
    expect(steps).toBe(2);
    end(0);
    await jest.advanceTimersByTimeAsync(0);
    expect(steps).toBe(2);
  });

  it('goes on after a step that failed, logs it, and does not hurry even when it is woken', async () => {
    watch = watchThat(() => Promise.reject(new Error(`no ${steps++}`)));
    watch.start();
    for (let time = 0; time < 50; time++) {
      watch.wake();
      await jest.advanceTimersByTimeAsync(1);
    }
    expect(steps).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(steps).toBeGreaterThan(50);
    expect(steps).toBeLessThan(70);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ work: 'test', err: { message: 'no 0' } });
  });

  it('ends at once while it rests, and after the step while it works', async () => {
    watch = watchOver();
    watch.start();
    await jest.advanceTimersByTimeAsync(60_000);
    await watch.stop();
    const atTheEnd = steps;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(steps).toBe(atTheEnd);
  });
});
