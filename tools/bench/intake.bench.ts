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

/**
 * How many webhooks a second are received: by node:http that only checks the signature, by the same with one INSERT for
 * each, and by the product; in interleaved rounds, so that whatever else the machine does meets all three.
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
    return report(rounds, postgres ? await countStored(postgres) : 0);
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
        const round = await load(
          projectRoot,
          [target.url, secret],
          number === 0 ? WARM_UP_S : ROUND_S,
          signal,
        );
        rounds[target.name]?.push(round);
      }
      return targets
        .map(({ name }) => `${name} ${Math.round(rounds[name]?.at(-1)?.requestsPerSecond ?? 0)}/s`)
        .join(', ');
    });
  }
  return rounds;
}

async function load(
  projectRoot: string,
  target: [url: string, secret: string],
  seconds: number,
  signal: AbortSignal,
): Promise<Round> {
  const script = join(projectRoot, 'tools', 'bench', 'intake', 'load.ts');
  const args = [script, ...target, String(CONNECTIONS), String(seconds), String(PAYLOADS_PER_CONNECTION)];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
    return JSON.parse(stdout) as Round;
  } catch (error) {
    throw signal.aborted ? new Stopped() : error;
  }
}

function report(all: Record<string, Round[]>, stored: number): BenchReport {
  const results = Object.fromEntries(
    Object.entries(all).map(([name, rounds]) => [name, summarise(rounds.slice(1))]),
  );
  const accepted = (all['product'] ?? []).reduce((total, round) => total + round.accepted, 0);
  const problems = Object.entries(all)
    .filter(([, rounds]) => rounds.some(({ refused, errors }) => refused + errors > 0))
    .map(([name]) => `${name} refused requests or broke connections`);
  if (stored < accepted)
    problems.push(`the product answered 200 to ${accepted} webhooks and stored ${stored}`);
  return {
    bench: 'intake',
    settings: {
      connections: CONNECTIONS,
      payloads: CONNECTIONS * PAYLOADS_PER_CONNECTION,
      rounds: ROUNDS,
      secondsPerRound: ROUND_S,
      node: process.versions.node,
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
    },
    results,
    ratios: {
      'product/bare': ratio(all, 'product', 'bare'),
      'product/insert': ratio(all, 'product', 'insert'),
      'insert/bare': ratio(all, 'insert', 'bare'),
    },
    problems,
  };
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
