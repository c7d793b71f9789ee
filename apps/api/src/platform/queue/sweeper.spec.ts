import { pino } from 'pino';
import { Sweeper } from './sweeper';

const PAUSE_MS = 1_000;

describe('a sweeper', () => {
  let lines: string[];
  let sweeps: number;
  let sweeper: Sweeper;

  function sweeperThat(sweep: () => Promise<void>): Sweeper {
    const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    return new Sweeper('test', PAUSE_MS, sweep, logger);
  }

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    sweeps = 0;
    sweeper = sweeperThat(() => Promise.resolve(void sweeps++));
  });
  afterEach(async () => {
    await sweeper.stop();
    jest.useRealTimers();
  });

  it('sweeps again and again, each time after the pause', async () => {
    sweeper.start();
    expect(sweeps).toBe(0);
    for (const expected of [1, 2, 3]) {
      await jest.advanceTimersByTimeAsync(PAUSE_MS);
      expect(sweeps).toBe(expected);
    }
  });

  it('goes on after a sweep that failed, and logs it', async () => {
    sweeper = sweeperThat(() => Promise.reject(new Error(`no ${sweeps++}`)));
    sweeper.start();
    await jest.advanceTimersByTimeAsync(2 * PAUSE_MS);
    expect(sweeps).toBe(2);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { sweeper: 'test', msg: 'sweep failed', err: { message: 'no 0' } },
      { sweeper: 'test', msg: 'sweep failed', err: { message: 'no 1' } },
    ]);
  });

  it('never sweeps while it sweeps', async () => {
    let end: () => void = () => undefined;
    sweeper = sweeperThat(() => {
      sweeps++;
      return new Promise((resolve) => (end = resolve));
    });
    sweeper.start();
    await jest.advanceTimersByTimeAsync(10 * PAUSE_MS);
    expect(sweeps).toBe(1);
    end();
    await jest.advanceTimersByTimeAsync(PAUSE_MS);
    expect(sweeps).toBe(2);
    end();
  });

  it('has stopped when the sweep that runs has ended, and does not begin another', async () => {
    let end: () => void = () => undefined;
    sweeper = sweeperThat(() => {
      sweeps++;
      return new Promise((resolve) => (end = resolve));
    });
    sweeper.start();
    await jest.advanceTimersByTimeAsync(PAUSE_MS);
    let stopped = false;
    const stopping = sweeper.stop().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(PAUSE_MS);
    expect(stopped).toBe(false);
    end();
    await stopping;
    await jest.advanceTimersByTimeAsync(10 * PAUSE_MS);
    expect(sweeps).toBe(1);
  });

  it('can be stopped before its first sweep', async () => {
    sweeper.start();
    await sweeper.stop();
    await jest.advanceTimersByTimeAsync(10 * PAUSE_MS);
    expect(sweeps).toBe(0);
  });
});
