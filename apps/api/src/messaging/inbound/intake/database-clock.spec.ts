import { DatabaseClock } from './database-clock';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

describe('the clock of the database', () => {
  let monotonicMs: number;
  let clock: DatabaseClock;

  beforeEach(() => {
    monotonicMs = 5_000;
    jest.spyOn(performance, 'now').mockImplementation(() => monotonicMs);
    clock = new DatabaseClock();
  });
  afterEach(() => jest.restoreAllMocks());

  const answering = (databaseMs: number, afterMs: number) => (): Promise<number> => {
    monotonicMs += afterMs;
    return Promise.resolve(databaseMs);
  };

  it('goes on from what the database said in the middle of the question, whatever this host thinks', async () => {
    await clock.set(answering(1_000_000, 20));
    jest.spyOn(Date, 'now').mockReturnValue(1_000_000 + DAY_MS);
    monotonicMs += 500;
    expect(clock.nowMs()).toBe(1_000_510);
  });

  it('is not misled by an answer that was long under way, and follows one that contradicts it', async () => {
    await clock.set(answering(1_000_000, 0));
    // Asked at 1,000,000 by its own reckoning, and heard three seconds later.
    await clock.set(answering(1_000_100, 3_000));
    expect(clock.nowMs()).toBe(1_003_000);
    await clock.set(answering(900_000, 10));
    expect(clock.nowMs()).toBe(900_010);
  });

  it('is to be set at first, after a minute, and when there is another connection', async () => {
    expect([clock.isSet, clock.isDue]).toEqual([false, true]);
    await clock.set(answering(1_000_000, 1));
    expect([clock.isSet, clock.isDue]).toEqual([true, false]);
    monotonicMs += MINUTE_MS;
    expect(clock.isDue).toBe(true);
    await clock.set(answering(2_000_000, 1));
    clock.doubt();
    expect(clock.isDue).toBe(true);
  });

  it('stays as it was when the database does not answer', async () => {
    await clock.set(answering(1_000_000, 0));
    await expect(clock.set(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(clock.nowMs()).toBe(1_000_000);
  });
});
