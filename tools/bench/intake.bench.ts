import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from '../build/build.ts';
import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import { Stopped } from '../trouble/trouble.ts';
import { median, type BenchContext, type BenchReport } from './bench.ts';
import { countStored, startTargets } from './intake/targets.ts';
import { makeInstance, stopTarget, type Target } from './targets.ts';

type OpenLoop = Round & { maxMs: number };

interface Round {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  accepted: number;
  refused: number;
  errors: number;
}

const CONNECTIONS = 64;
const PAYLOADS_PER_CONNECTION = 50;
const WARM_UP_S = 3;
const ROUND_S = 5;
const ROUNDS = 3;
const OPEN_LOOP_PER_S = 1_000;
const OPEN_LOOP_S = 10;

/** What the product promises (docs/performance.md). */
const LEAST_OF_BARE = 0.5;
const LEAST_OF_INSERT = 2;
const MOST_P99_MS = 250;

/**
 * How many webhooks a second are received: by node:http that only checks the signature, by the same with one INSERT for
 * each, and by the product; in interleaved rounds, so that whatever else the machine does meets all three. Then how long
 * each waits for the product when 1,000 a second arrive, whether or not the ones before are answered.
 */
export async function measure(context: BenchContext): Promise<BenchReport> {
  const { steps, projectRoot, env, signal } = context;
  let postgres: ThrowAwayPostgres | undefined;
  let targets: Target[] = [];
  let secret = '';
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'bench-build.log') });
      doing('PostgreSQL, schema, three servers');
      postgres = await startThrowAwayPostgres(projectRoot, signal);
      const instance = await makeInstance(context, postgres);
      targets = await startTargets(context, instance, postgres);
      secret = instance.settings.appSecret;
      return targets.map(({ name }) => name).join(', ');
    });
    const rounds = await runRounds(context, targets, secret);
    const openLoop = await runOpenLoop(context, targets, secret);
    return report(rounds, openLoop, postgres ? await countStored(postgres) : 0);
  } finally {
    await Promise.all(targets.map(stopTarget));
    await postgres?.remove();
  }
}

async function runRounds(
  { steps, projectRoot, signal }: BenchContext,
  targets: readonly Target[],
  secret: string,
): Promise<Record<string, Round[]>> {
  const rounds: Record<string, Round[]> = Object.fromEntries(targets.map(({ name }) => [name, []]));
  for (let number = 0; number <= ROUNDS; number += 1) {
    await steps.run(number === 0 ? 'Warm-up' : `Round ${number}`, async ({ doing }) => {
      for (const target of targets) {
        doing(target.name);
        const words = [
          target.url,
          secret,
          CONNECTIONS,
          number === 0 ? WARM_UP_S : ROUND_S,
          PAYLOADS_PER_CONNECTION,
        ];
        rounds[target.name]?.push(await run<Round>(projectRoot, 'load.ts', words, signal));
      }
      return targets
        .map(({ name }) => `${name} ${Math.round(rounds[name]?.at(-1)?.requestsPerSecond ?? 0)}/s`)
        .join(', ');
    });
  }
  return rounds;
}

async function runOpenLoop(
  { steps, projectRoot, signal }: BenchContext,
  targets: readonly Target[],
  secret: string,
): Promise<OpenLoop> {
  const { url = '' } = targets.find(({ name }) => name === 'product') ?? {};
  const words = [url, secret, OPEN_LOOP_PER_S, OPEN_LOOP_S];
  const measured: OpenLoop[] = [];
  await steps.run(`${OPEN_LOOP_PER_S}/s, open loop`, async () => {
    const loop = await run<OpenLoop>(projectRoot, 'open-loop.ts', words, signal);
    measured.push(loop);
    return `p50 ${loop.p50Ms.toFixed(1)} ms, p99 ${loop.p99Ms.toFixed(1)} ms`;
  });
  return measured[0] as OpenLoop;
}

/** A process of the bench's own that prints what it measured. */
async function run<Measured>(
  projectRoot: string,
  script: string,
  words: readonly (string | number)[],
  signal: AbortSignal,
): Promise<Measured> {
  const file = join(projectRoot, 'tools', 'bench', 'intake', script);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [file, ...words.map(String)], { signal });
    return JSON.parse(stdout) as Measured;
  } catch (error) {
    throw signal.aborted ? new Stopped() : error;
  }
}

function report(all: Record<string, Round[]>, openLoop: OpenLoop, stored: number): BenchReport {
  const results = Object.fromEntries(
    Object.entries(all).map(([name, rounds]) => [name, summarise(rounds.slice(1))]),
  );
  const ratios = {
    'product/bare': ratio(all, 'product', 'bare'),
    'product/insert': ratio(all, 'product', 'insert'),
    'insert/bare': ratio(all, 'insert', 'bare'),
  };
  return {
    bench: 'intake',
    settings: {
      connections: CONNECTIONS,
      payloads: CONNECTIONS * PAYLOADS_PER_CONNECTION,
      rounds: ROUNDS,
      secondsPerRound: ROUND_S,
      openLoopSeconds: OPEN_LOOP_S,
      node: process.versions.node,
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
    },
    results: { ...results, [`product, ${OPEN_LOOP_PER_S}/s open loop`]: summarise([openLoop]) },
    ratios,
    problems: problemsOf({ ...all, 'open loop': [openLoop] }, stored, ratios, openLoop.p99Ms),
  };
}

function problemsOf(
  all: Record<string, Round[]>,
  stored: number,
  ratios: Record<'product/bare' | 'product/insert', number>,
  p99Ms: number,
): string[] {
  const problems = Object.entries(all)
    .filter(([, rounds]) => rounds.some(({ refused, errors }) => refused + errors > 0))
    .map(([name]) => `${name}: requests were refused or connections broke`);
  const accepted = [...(all['product'] ?? []), ...(all['open loop'] ?? [])];
  const answered = accepted.reduce((total, round) => total + round.accepted, 0);
  if (stored < answered)
    problems.push(`the product answered 200 to ${answered} webhooks and stored ${stored}`);
  if (ratios['product/bare'] < LEAST_OF_BARE)
    problems.push(`the product is at ${ratios['product/bare']} of bare, less than ${LEAST_OF_BARE}`);
  if (ratios['product/insert'] < LEAST_OF_INSERT)
    problems.push(`the product is at ${ratios['product/insert']} of insert, less than ${LEAST_OF_INSERT}`);
  if (p99Ms > MOST_P99_MS)
    problems.push(`at ${OPEN_LOOP_PER_S}/s p99 is ${Math.round(p99Ms)} ms, more than ${MOST_P99_MS}`);
  return problems;
}

/** The median of the rounds' own ratios: what disturbs a round disturbs both. */
function ratio(all: Record<string, Round[]>, one: string, other: string): number {
  const rates = (name: string) => (all[name] ?? []).slice(1).map((round) => round.requestsPerSecond);
  const others = rates(other);
  const ratios = rates(one).map((rate, index) => rate / (others[index] ?? Number.NaN));
  return Math.round(median(ratios) * 1000) / 1000;
}

function summarise(rounds: readonly Round[]) {
  const medianOf = (pick: (round: Round) => number) => median(rounds.map(pick));
  const total = (pick: (round: Round) => number) => rounds.reduce((sum, round) => sum + pick(round), 0);
  return {
    requestsPerSecond: medianOf((round) => round.requestsPerSecond),
    p50Ms: medianOf((round) => round.p50Ms),
    p99Ms: medianOf((round) => round.p99Ms),
    non2xx: total((round) => round.refused),
    errors: total((round) => round.errors),
    rounds: rounds.map((round) => round.requestsPerSecond),
  };
}
