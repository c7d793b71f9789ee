import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureBuilt } from '../build/build.ts';
import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import type { BenchContext, BenchReport } from './bench.ts';
import { Stage } from './inbound/stage.ts';
import { paceOf, sentMessages, type Pace } from './outbound/ledger.ts';
import { connectNumbers, type SendingNumber } from './outbound/numbers.ts';
import { allSent, queueMessages, setLimit } from './outbound/outbox.ts';

const SLOW = { numbers: 5, limit: 80, seconds: 30, used: 0.97 };
const FAST = { numbers: 1, limit: 1_000, seconds: 15, least: 850 };
/** What a message meets on its way: how long Graph takes, and when it tells that messages were sent, delivered and read. */
const WAYS = [
  { latencyMs: 20, statuses: 'none' },
  { latencyMs: 120, statuses: 'none' },
  { latencyMs: 120, statuses: 'at once' },
] as const;
/** By another number: what was never run before is slow, the simulator too. */
const WARM_UP = { limit: 1_000, seconds: 1 };
const PEOPLE = { count: 100, everyMs: 100, broadcast: 3_000, maxMs: 1_000 };

type Way = (typeof WAYS)[number];

/** How much of what numbers may send they send, and whether they ever send more; how long a person waits behind a broadcast. */
export async function measure(context: BenchContext): Promise<BenchReport> {
  const { steps, projectRoot, env, signal } = context;
  const results: Record<string, Record<string, number>> = {};
  const problems: string[] = [];
  let postgres: ThrowAwayPostgres | undefined;
  let built: Stage | undefined;
  let measuredFirst = false;
  try {
    let numbers: SendingNumber[] = [];
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'bench-build.log') });
      doing('PostgreSQL, schema, simulator, numbers');
      postgres = await startThrowAwayPostgres(projectRoot, signal);
      built = await Stage.build(context, postgres);
      measuredFirst = built.preferSimulator();
      const wanted = WAYS.length * (SLOW.numbers + FAST.numbers) + 2;
      numbers = await connectNumbers(projectRoot, built.instance, wanted);
      return `${wanted} numbers`;
    });
    const stage = built as unknown as Stage;
    await steps.run('warm-up', async () => {
      const { perSecond } = await sends(stage, numbers.splice(0, 1), WARM_UP);
      return `${Math.round(perSecond)}/s`;
    });
    for (const way of WAYS) {
      const name = `${way.latencyMs} ms, statuses ${way.statuses}`;
      await steps.run(name, async () => {
        await behave(stage, way);
        const slow = await sends(stage, numbers.splice(0, SLOW.numbers), SLOW);
        const fast = await sends(stage, numbers.splice(0, FAST.numbers), FAST);
        results[`${SLOW.numbers} × ${SLOW.limit}/s, ${name}`] = { ...slow };
        results[`${FAST.numbers} × ${FAST.limit}/s, ${name}`] = { ...fast };
        // What comes back at once is received on the same two cores; that is shown, and not limited.
        if (way.statuses === 'none') problems.push(...problemsOf(name, slow, fast));
        return `${Math.round(slow.used * 1000) / 10} %, ${Math.round(fast.perSecond)}/s`;
      });
    }
    await steps.run('people behind a broadcast', async () => {
      const waits = await peopleBehind(stage, numbers[0] as SendingNumber);
      const at = (share: number) => waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN;
      results['people behind a broadcast'] = { sent: waits.length, p50Ms: at(0.5), p99Ms: at(0.99) };
      if (waits.length < PEOPLE.count) problems.push(`only ${waits.length} people were answered`);
      if (!(at(0.99) <= PEOPLE.maxMs)) problems.push(`people waited ${Math.round(at(0.99))} ms (p99)`);
      return `${Math.round(at(0.99))} ms (p99)`;
    });
  } finally {
    await built?.close();
    await postgres?.remove();
  }
  return {
    bench: 'outbound',
    settings: {
      workers: 1,
      simulator: measuredFirst ? 'first in turn' : 'as everybody',
      node: process.versions.node,
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
    },
    results,
    ratios: {},
    problems,
  };
}

async function behave(stage: Stage, { latencyMs, statuses }: Way): Promise<void> {
  const then = { latencyMs, ...(statuses === 'none' ? { statuses } : {}) };
  await fetch(`${stage.simulatorUrl}/sim/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: [{ id: 'way', when: {}, then }] }),
  });
}

/** All of it: the first connection and the first claim count as well. */
async function sends(
  stage: Stage,
  numbers: readonly SendingNumber[],
  { limit, seconds }: { limit: number; seconds: number },
): Promise<Pace> {
  for (const number of numbers) {
    await setLimit(stage.db, number, limit);
    await queueMessages(stage.db, number, { count: limit * seconds, sendingClass: 'broadcast' });
  }
  await stage.startWorker();
  await allSent(stage);
  await stage.stopWorker();
  return paceOf(stage, numbers, limit);
}

function problemsOf(name: string, slow: Pace, fast: Pace): string[] {
  const percent = Math.round(slow.used * 1000) / 10;
  return [
    ...(slow.used >= SLOW.used ? [] : [`${name}: only ${percent} % of ${SLOW.limit}/s was used`]),
    ...(fast.perSecond >= FAST.least ? [] : [`${name}: only ${Math.round(fast.perSecond)}/s of one number`]),
    ...(slow.mostInASecond <= SLOW.limit ? [] : [`${name}: ${slow.mostInASecond} in a second`]),
    ...(fast.mostInASecond <= FAST.limit ? [] : [`${name}: ${fast.mostInASecond} in a second`]),
    ...(slow.duplicates + fast.duplicates === 0 ? [] : [`${name}: messages were sent twice`]),
  ];
}

/** From when somebody's message was queued until it came in at the other side, in milliseconds, sorted. */
async function peopleBehind(stage: Stage, number: SendingNumber): Promise<number[]> {
  const queued = new Map<string, number>();
  await queueMessages(stage.db, number, { count: PEOPLE.broadcast, sendingClass: 'broadcast' });
  await stage.startWorker();
  for (let person = 0; person < PEOPLE.count; person += 1) {
    await pause(PEOPLE.everyMs);
    for (const { id, atMs } of await queueMessages(stage.db, number, { count: 1, sendingClass: 'human' }))
      queued.set(id, atMs);
  }
  await pause(2 * PEOPLE.maxMs);
  await stage.stopWorker();
  const sent = await sentMessages(stage);
  return sent
    .flatMap(({ messageId, arrivedAtMs }) => {
      const atMs = queued.get(messageId ?? '');
      return atMs === undefined ? [] : [arrivedAtMs - atMs];
    })
    .sort((one, other) => one - other);
}
