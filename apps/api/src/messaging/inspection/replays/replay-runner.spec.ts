import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { SystemDatabase } from '../../../platform/database/database';
import { Transaction } from '../../../platform/database/transaction';
import { Exploder } from '../../inbound/exploder';
import { LanesRepository } from '../../inbound/lanes.repository';
import { InboundWakeUp } from '../../inbound/process-deliveries.job';
import { ReplayQueueRepository } from './replay-queue.repository';
import { ReplayRunner } from './replay-runner';

const TURNS = 3;
const TURN_MS = 60;
/** A timer may fire a little early. */
const INEXACT_MS = 5;

describe('whoever tries dead letters again', () => {
  it('leaves those who explode what comes in as much time as it took', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const queue = {
      takeTurn: () => Promise.resolve(true),
      next: () => Promise.resolve(begun.length < TURNS ? { id: '1', ratePerSecond: 50, waitMs: 0 } : null),
      nextLetters: () => Promise.resolve([{ id: 'a', attempts: 0 }]),
      pace: () => Promise.resolve(),
      countAttempts: () => Promise.resolve(),
      begin: () => Promise.resolve([]),
      settle: () => Promise.resolve(),
    } as unknown as ReplayQueueRepository;
    const exploder = {
      explodeAgain: async () => {
        begun.push(performance.now());
        await pause(TURN_MS);
        ended.push(performance.now());
      },
    } as unknown as Exploder;
    const runner = new ReplayRunner(
      {
        systemTransaction: (work: (transaction: Transaction) => Promise<unknown>) => work({} as Transaction),
      } as SystemDatabase,
      queue,
      { waitForExploding: () => Promise.resolve() } as unknown as LanesRepository,
      exploder,
      { request: () => undefined } as unknown as InboundWakeUp,
      pino({ enabled: false }),
    );
    await runner.drain();
    expect(begun).toHaveLength(TURNS);
    for (const [turn, since] of ended.slice(0, -1).entries())
      expect((begun[turn + 1] ?? 0) - since).toBeGreaterThanOrEqual(TURN_MS - INEXACT_MS);
  });
});
