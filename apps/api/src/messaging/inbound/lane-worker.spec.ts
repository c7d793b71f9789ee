import { pino } from 'pino';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { Attempts } from './attempts';
import { EventApplier, NOTHING_APPLIED } from './event-applier';
import { InboxEvent, InboxEventsRepository } from './inbox-events.repository';
import { LaneWorker } from './lane-worker';
import { LanesRepository } from './lanes.repository';
import { Waiting } from './waiting';

const LANE = 7;
const FEW = 16;
const lockTimeout = Object.assign(new Error('lock timeout'), { code: '55P03', severity: 'ERROR' });
const eventOf = (id: string): InboxEvent =>
  ({ day: '2026-01-01', id, lane: LANE, attempts: 0 }) as InboxEvent;

describe('whoever works on lanes', () => {
  /** How often the lane was tried since it was last finished. */
  let tries: number;
  let waiting: InboxEvent[];
  let worker: LaneWorker;
  const takeBack = jest.fn(() => Promise.resolve());
  const claim = jest.fn(() => Promise.resolve(waiting));
  const stillToApply = jest.fn((_transaction: Transaction, _lane: number, given: readonly InboxEvent[]) =>
    Promise.resolve(waiting.filter(({ id }) => given.some((one) => one.id === id)).slice(0, FEW)),
  );
  const finish = jest.fn((_transaction: Transaction, lanes: readonly number[]) => {
    if (lanes.includes(LANE)) tries = 0;
    return Promise.resolve();
  });
  const applyAll = jest.fn((_transaction: Transaction, events: readonly InboxEvent[]) =>
    Promise.resolve({ ...NOTHING_APPLIED, events: events.length }),
  );
  const countLanes = jest.fn(() => Promise.resolve(new Map([[LANE, ++tries]])));

  beforeEach(() => {
    jest.clearAllMocks();
    tries = 0;
    waiting = [];
    worker = new LaneWorker(
      {
        preparedTransaction: (work: (transaction: Transaction) => Promise<unknown>) =>
          work({} as Transaction),
      } as SystemDatabase,
      { days: () => Promise.resolve({ from: '', to: '' }) } as unknown as Waiting,
      {
        take: (_transaction: Transaction, lanes: readonly number[]) => Promise.resolve([...lanes]),
        finish,
      } as unknown as LanesRepository,
      { countLanes, countEvents: () => Promise.resolve(), takeBack } as unknown as Attempts,
      { claim, stillToApply } as unknown as InboxEventsRepository,
      { applyAll } as unknown as EventApplier,
      pino({ enabled: false }),
    );
  });

  it('takes back the attempt that was counted beside a claim that failed innocently', async () => {
    let isCounted = false;
    countLanes.mockImplementationOnce(async () => {
      await new Promise(setImmediate);
      isCounted = true;
      return new Map([[LANE, 1]]);
    });
    takeBack.mockImplementationOnce(() => {
      expect(isCounted).toBe(true);
      return Promise.resolve();
    });
    claim.mockRejectedValueOnce(lockTimeout);
    await expect(worker.apply([LANE])).rejects.toBe(lockTimeout);
    expect(takeBack).toHaveBeenCalledWith({ lanes: [LANE] });
  });

  it('takes back no attempt that could not be counted', async () => {
    countLanes.mockRejectedValueOnce(lockTimeout);
    await expect(worker.apply([LANE])).rejects.toBe(lockTimeout);
    expect(takeBack).toHaveBeenCalledWith({ lanes: [] });
  });

  it('forgets whom it suspected in a lane that somebody else has finished since', async () => {
    waiting = Array.from({ length: 20 }, (_, index) => eventOf(`old ${index}`));
    tries = 1;
    await worker.apply([LANE]);
    expect(applyAll).toHaveBeenLastCalledWith(expect.anything(), waiting.slice(0, FEW));

    // Another worker takes care of the rest, and of the next ones this one is trusted with.
    tries = 0;
    waiting = [];
    await worker.apply([LANE]);

    waiting = [eventOf('new')];
    tries = 1;
    await worker.apply([LANE]);
    expect(applyAll).toHaveBeenLastCalledWith(expect.anything(), waiting);
  });
});
