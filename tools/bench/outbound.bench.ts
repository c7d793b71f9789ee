import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureBuilt } from '../build/build.ts';
import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import { Stopped } from '../trouble/trouble.ts';
import type { BenchContext, BenchReport } from './bench.ts';
import { Stage } from './inbound/stage.ts';
import { isAllSent, queueMessages, setLimit, waitsOf } from './outbound/outbox.ts';
import { connectNumbers, type SendingNumber } from './outbound/numbers.ts';

const NUMBERS = 5;
const SLOW = { perSecond: 80, seconds: 15, used: 0.97 };
const FAST = { perSecond: 1_000, seconds: 10, least: 850 };
const LATENCIES_MS = [20, 120];
const PEOPLE = { count: 40, everyMs: 250, maxMs: 1_000 };
const PATIENCE_MS = 120_000;

interface Summary {
  numbers: Record<string, { accepted: number; mostArrivedInASecond: number }>;
  duplicates: unknown[];
}

/** How much of what numbers may send they send, and whether they ever send more; how long a person waits behind a broadcast. */
export async function measure(context: BenchContext): Promise<BenchReport> {
  const { steps, projectRoot, env, signal } = context;
  const results: Record<string, Record<string, number>> = {};
  const problems: string[] = [];
  let postgres: ThrowAwayPostgres | undefined;
  let stage: Stage | undefined;
  let numbers: SendingNumber[] = [];
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'bench-build.log') });
      doing('PostgreSQL, schema, simulator, numbers');
      postgres = await startThrowAwayPostgres(projectRoot, signal);
      stage = await Stage.build(context, postgres);
      numbers = await connectNumbers(projectRoot, stage.instance, NUMBERS + 1);
      return `${numbers.length} numbers`;
    });
    const running = stage as unknown as Stage;
    for (const latencyMs of LATENCIES_MS) {
      await steps.run(`latency ${latencyMs} ms`, async () => {
        await answersAfter(running, latencyMs);
        const slow = await sends(running, numbers.slice(0, NUMBERS), SLOW);
        const fast = await sends(running, numbers.slice(NUMBERS), FAST);
        results[`${NUMBERS} × ${SLOW.perSecond}/s, ${latencyMs} ms`] = slow;
        results[`1 × ${FAST.perSecond}/s, ${latencyMs} ms`] = fast;
        if (slow.used < SLOW.used) problems.push(`${latencyMs} ms: only ${slow.used} of 80/s was used`);
        if (slow.mostInASecond > SLOW.perSecond)
          problems.push(`${latencyMs} ms: ${slow.mostInASecond} in a second`);
        if (fast.perSecond < FAST.least)
          problems.push(`${latencyMs} ms: only ${Math.round(fast.perSecond)}/s of one number`);
        return `${Math.round(slow.used * 1000) / 10} %, ${Math.round(fast.perSecond)}/s`;
      });
    }
    await steps.run('people behind a broadcast', async () => {
      const [number] = numbers as [SendingNumber];
      await queueMessages(running.db, number, { count: 3_000, sendingClass: 'broadcast' });
      await running.startWorker();
      for (let person = 0; person < PEOPLE.count; person += 1) {
        await pause(PEOPLE.everyMs);
        await queueMessages(running.db, number, { count: 1, sendingClass: 'human' });
      }
      await pause(2_000);
      await running.stopWorker();
      const waits = await waitsOf(running.db, 'human');
      const at = (share: number) =>
        waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
      results['people'] = { sent: waits.length, p50Ms: at(0.5), p99Ms: at(0.99) };
      if (!(at(0.99) <= PEOPLE.maxMs)) problems.push(`people waited ${Math.round(at(0.99))} ms (p99)`);
      return `${Math.round(at(0.99))} ms (p99)`;
    });
  } finally {
    await stage?.close();
    await postgres?.remove();
  }
  return {
    bench: 'outbound',
    settings: {
      workers: 1,
      node: process.versions.node,
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
    },
    results,
    ratios: {},
    problems,
  };
}

async function answersAfter(stage: Stage, latencyMs: number): Promise<void> {
  await fetch(`${stage.simulatorUrl}/sim/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: [{ id: 'latency', when: {}, then: { latencyMs } }] }),
  });
}

async function summary(stage: Stage): Promise<Summary> {
  return (await (await fetch(`${stage.simulatorUrl}/sim/ledger/sends/summary`)).json()) as Summary;
}

/** All of it from the first second to the last: the first claim and what is still on its way at the end count as well. */
async function sends(
  stage: Stage,
  numbers: readonly SendingNumber[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<{ used: number; perSecond: number; mostInASecond: number; duplicates: number }> {
  for (const number of numbers) {
    await setLimit(stage.db, number, perSecond);
    await queueMessages(stage.db, number, { count: perSecond * seconds, sendingClass: 'broadcast' });
  }
  await stage.startWorker();
  const beganAt = await firstSent(stage, numbers);
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isAllSent(stage.db))) {
    if (stage.context.signal.aborted) throw new Stopped();
    if (performance.now() > deadline) throw new Error('Not all was sent.');
    await pause(50);
  }
  const tookSeconds = (performance.now() - beganAt) / 1000;
  await stage.stopWorker();
  const { numbers: told, duplicates } = await summary(stage);
  const rate = (perSecond * seconds) / tookSeconds;
  const most = Math.max(
    ...numbers.map(({ phoneNumberId }) => told[phoneNumberId]?.mostArrivedInASecond ?? 0),
  );
  return { used: rate / perSecond, perSecond: rate, mostInASecond: most, duplicates: duplicates.length };
}

async function firstSent(stage: Stage, numbers: readonly SendingNumber[]): Promise<number> {
  const before = await countOf(stage, numbers);
  while ((await countOf(stage, numbers)) === before) await pause(5);
  return performance.now();
}

async function countOf(stage: Stage, numbers: readonly SendingNumber[]): Promise<number> {
  const { numbers: told } = await summary(stage);
  return numbers.reduce((sum, { phoneNumberId }) => sum + (told[phoneNumberId]?.accepted ?? 0), 0);
}
