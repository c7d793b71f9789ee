import { EventLoopDelay } from './event-loop-delay';

describe('the delay of the event loop', () => {
  let now: number;
  let delay: EventLoopDelay;

  beforeEach(() => {
    now = 50_000;
    jest.useFakeTimers({ doNotFake: ['performance'] });
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    delay = new EventLoopDelay();
    delay.onModuleInit();
  });
  afterEach(() => {
    delay.onModuleDestroy();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  /** Turns of the event loop that each take so long. */
  const turns = (...lengthsMs: number[]) => {
    for (const length of lengthsMs) {
      now += length;
      jest.advanceTimersByTime(100);
    }
  };

  it('is none while every turn is short', () => {
    turns(...Array<number>(100).fill(105));
    expect(delay.slowForMs()).toBe(0);
  });

  it('is none in turns that are slow but not too slow', () => {
    turns(...Array<number>(20).fill(1_090));
    expect(delay.slowForMs()).toBe(0);
  });

  it('lasts as long as every turn takes over a second, from the beginning of the first', () => {
    turns(100, 1_200);
    expect(delay.slowForMs()).toBe(1_200);
    turns(1_200, 1_200);
    expect(delay.slowForMs()).toBe(3_600);
  });

  it('is over with one turn in time', () => {
    turns(1_200, 1_200, 1_200, 110);
    expect(delay.slowForMs()).toBe(0);
    turns(1_200);
    expect(delay.slowForMs()).toBe(1_200);
  });

  it('is not looked after any more when the process stops', () => {
    delay.onModuleDestroy();
    turns(5_000, 5_000);
    expect(delay.slowForMs()).toBe(0);
  });
});
