import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../build/build.ts';
import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import type { BenchContext, BenchReport } from './bench.ts';
import { Stage } from './inbound/stage.ts';
import { writerOf } from './inbound/webhooks.ts';
import { sentMessages } from './outbound/ledger.ts';
import { allSent, setLimit } from './outbound/outbox.ts';

const PER_SECOND = 50;
const SECONDS = { warmUp: 5, measured: 30 };
const LIMITS = { p50Ms: 60, p99Ms: 500 };
const QUIET_WITHIN_MS = 120_000;
/** What comes in uses a number's allowance as well as what goes out: 80/s would not be enough for both. */
const NUMBER_PER_SECOND = 1_000;

/** From somebody's message to the answer on its way: webhook due, received, applied, answered, claimed, called at Graph. */
export async function measure(context: BenchContext): Promise<BenchReport> {
  const { steps, projectRoot, env, signal } = context;
  const problems: string[] = [];
  let postgres: ThrowAwayPostgres | undefined;
  let built: Stage | undefined;
  let results = {};
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'bench-build.log') });
      doing('PostgreSQL, schema, api, worker, simulator');
      postgres = await startThrowAwayPostgres(projectRoot, signal);
      built = await Stage.build(context, postgres);
      built.preferSimulator();
      await setLimit(built.db, built.echoingNumber, NUMBER_PER_SECOND);
      await built.startWorker();
      return 'api, worker, simulator';
    });
    const stage = built as unknown as Stage;
    await steps.run('warm-up', async () => `${(await answered(stage, SECONDS.warmUp)).length} answers`);
    await steps.run(`${PER_SECOND}/s for ${SECONDS.measured} s`, async () => {
      const waits = await answered(stage, SECONDS.measured);
      const at = (share: number) => waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN;
      const wanted = PER_SECOND * SECONDS.measured;
      results = { reply: { answered: waits.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) } };
      if (waits.length < wanted) problems.push(`${waits.length} answers to ${wanted} messages`);
      if (!(at(0.5) <= LIMITS.p50Ms)) problems.push(`p50 was ${Math.round(at(0.5))} ms`);
      if (!(at(0.99) <= LIMITS.p99Ms)) problems.push(`p99 was ${Math.round(at(0.99))} ms`);
      return `${Math.round(at(0.5))} ms (p50), ${Math.round(at(0.99))} ms (p99)`;
    });
  } finally {
    await built?.close();
    await postgres?.remove();
  }
  return {
    bench: 'reply',
    settings: {
      apis: 1,
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

/** Each message from somebody else, so that each answer is told from the others; milliseconds, sorted. */
async function answered(stage: Stage, seconds: number): Promise<number[]> {
  const events = PER_SECOND * seconds;
  const { times } = await stage.send({
    stream: { numbers: [stage.echoingNumber], people: events, events, batches: 'single' },
    webhooksPerSecond: PER_SECOND,
    connections: 16,
    tellTimes: true,
  });
  await stage.quiet(QUIET_WITHIN_MS);
  await allSent(stage);
  const arrived = new Map((await sentMessages(stage)).map(({ to, arrivedAtMs }) => [to, arrivedAtMs]));
  return times
    .flatMap(([wamid, dueAt]) => {
      const at = arrived.get(writerOf(wamid, events));
      return at === undefined ? [] : [at - dueAt];
    })
    .sort((one, other) => one - other);
}
