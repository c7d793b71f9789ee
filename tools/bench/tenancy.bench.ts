import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from '../build/build.ts';
import { outputPath } from '../build/outputs.ts';
import { apiEnvironment, type Instance } from '../instance/environment.ts';
import { logOf } from '../instance/home.ts';
import { findFreePort } from '../processes/ports.ts';
import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import { Stopped } from '../trouble/trouble.ts';
import { median, type BenchContext, type BenchReport } from './bench.ts';
import { makeInstance, prepareProduct, startTarget, stopTarget, type Target } from './targets.ts';
import { CONVERSATIONS, makeData, TENANTS, type Reader } from './tenancy/data.ts';

interface Round {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
  errors: number;
}

const PAGE = 50;
const CONNECTIONS = 16;
const WARM_UP_S = 3;
const ROUND_S = 3;
const ROUNDS = 9;
const STATEMENT_ROUND_S = 1;
/** What a typical request may cost, as a multiple of the same request without a tenant. */
const MOST = 1.6;

/**
 * What the tenant costs: a page of the conversation list, with the tenant's transaction and the policies of row-level
 * security, against the same by a superuser without either. Once the statement alone, once the whole request.
 */
export async function measure(context: BenchContext): Promise<BenchReport> {
  const { steps, projectRoot, env, signal } = context;
  let postgres: ThrowAwayPostgres | undefined;
  let targets: Target[] = [];
  let readers: Reader[] = [];
  let childEnvironment: Record<string, string> = {};
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'bench-build.log') });
      doing('PostgreSQL, schema');
      postgres = await startThrowAwayPostgres(projectRoot, signal);
      const instance = await makeInstance(context, postgres);
      await prepareProduct(context, instance, postgres);
      doing(`${CONVERSATIONS} conversations of ${TENANTS} tenants`);
      const bareUrl = Object.assign(new URL(postgres.superuserUrl), { pathname: '/parley' }).href;
      readers = await makeData(bareUrl);
      doing('two servers');
      childEnvironment = {
        ...apiEnvironment(instance),
        LOG_LEVEL: 'warn',
        RATE_LIMIT_PER_MINUTE: '1000000',
        API_ENTRY: outputPath(projectRoot, 'api'),
      };
      targets = await startServers(context, instance, childEnvironment, bareUrl);
      childEnvironment['BARE_URL'] = bareUrl;
      return targets.map(({ name }) => name).join(', ');
    });
    const problems = await differences(targets, readers);
    const statements = await measureStatements(context, childEnvironment);
    const requests = await measureRequests(context, targets, readers);
    return report(statements, requests, problems);
  } finally {
    await Promise.all(targets.map(stopTarget));
    await postgres?.remove();
  }
}

async function startServers(
  { projectRoot }: BenchContext,
  { home }: Instance,
  environment: Record<string, string>,
  bareUrl: string,
): Promise<Target[]> {
  const script = join(projectRoot, 'tools', 'bench', 'tenancy', 'api-server.ts');
  const start = async (name: string, more: Record<string, string>): Promise<Target> => {
    const port = await findFreePort();
    const env = { ...environment, ...more, PORT: String(port) };
    const url = `http://127.0.0.1:${port}/api/v1/conversations?limit=${PAGE}`;
    return startTarget(name, script, env, url, logOf(home, name));
  };
  return [await start('bare', { BARE_URL: bareUrl }), await start('tenancy', {})];
}

/** Both servers must answer the same, or they are not worth a comparison. */
async function differences(targets: readonly Target[], [reader]: readonly Reader[]): Promise<string[]> {
  const answers = await Promise.all(
    targets.map(async ({ url }) => {
      const answer = await fetch(url, {
        headers: { cookie: `parley=${reader?.sessionToken}`, 'parley-tenant': reader?.tenantSlug ?? '' },
      });
      return { status: answer.status, text: await answer.text() };
    }),
  );
  const [one, other] = answers;
  const isAPage = one?.status === 200 && (JSON.parse(one.text) as { data: unknown[] }).data.length === PAGE;
  return isAPage && one.text === other?.text ? [] : ['the servers do not answer the same page'];
}

async function measureStatements(
  context: BenchContext,
  environment: Record<string, string>,
): Promise<Record<string, number[]>> {
  let rates: Record<string, number[]> = {};
  await context.steps.run('The statement alone', async ({ doing }) => {
    doing(`${ROUNDS} rounds`);
    const args = [String(ROUNDS), String(STATEMENT_ROUND_S), String(PAGE + 1)];
    rates = await runScript<Record<string, number[]>>(context, 'statements.ts', args, environment);
    return Object.entries(rates)
      .map(([name, each]) => `${name} ${Math.round(median(each))}/s`)
      .join(', ');
  });
  return rates;
}

async function measureRequests(
  context: BenchContext,
  targets: readonly Target[],
  readers: readonly Reader[],
): Promise<Record<string, Round[]>> {
  const rounds: Record<string, Round[]> = Object.fromEntries(targets.map(({ name }) => [name, []]));
  for (let number = 0; number <= ROUNDS; number += 1) {
    await context.steps.run(number === 0 ? 'Warm-up' : `Round ${number}`, async ({ doing }) => {
      for (const { name, url } of targets) {
        doing(name);
        const seconds = String(number === 0 ? WARM_UP_S : ROUND_S);
        const args = [url, JSON.stringify(readers), String(CONNECTIONS), seconds];
        const round = await runScript<Round>(context, 'load.ts', args, context.env);
        if (number > 0) rounds[name]?.push(round);
      }
      const last = (name: string) => Math.round(rounds[name]?.at(-1)?.requestsPerSecond ?? 0);
      return number === 0 ? '' : targets.map(({ name }) => `${name} ${last(name)}/s`).join(', ');
    });
  }
  return rounds;
}

async function runScript<T>(
  { projectRoot, signal }: BenchContext,
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<T> {
  const script = join(projectRoot, 'tools', 'bench', 'tenancy', name);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { signal, env });
    return JSON.parse(stdout) as T;
  } catch (error) {
    throw signal.aborted ? new Stopped() : error;
  }
}

function report(
  statements: Record<string, number[]>,
  requests: Record<string, Round[]>,
  problems: string[],
): BenchReport {
  const rates = Object.fromEntries(
    Object.entries(requests).map(([name, rounds]) => [
      name,
      rounds.map(({ requestsPerSecond }) => requestsPerSecond),
    ]),
  );
  const request = costOf(rates, 'tenancy');
  for (const [name, rounds] of Object.entries(requests)) {
    if (rounds.some(({ refused, errors }) => refused + errors > 0))
      problems.push(`${name} refused requests or broke connections`);
  }
  if (request > MOST)
    problems.push(`a request costs ${request} times as much as without a tenant, more than ${MOST}`);
  return {
    bench: 'tenancy',
    settings: {
      tenants: TENANTS,
      conversations: CONVERSATIONS,
      page: PAGE,
      connections: CONNECTIONS,
      rounds: ROUNDS,
      secondsPerRound: ROUND_S,
      node: process.versions.node,
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
    },
    results: {
      ...Object.fromEntries(
        Object.entries(statements).map(([name, each]) => [
          `statement ${name}`,
          { perSecond: median(each), rounds: each },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(requests).map(([name, rounds]) => [
          `request ${name}`,
          {
            perSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
            p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
            p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
            rounds: rates[name] ?? [],
          },
        ]),
      ),
    },
    ratios: {
      'statement, reading': costOf(statements, 'reading'),
      'statement, transaction': costOf(statements, 'transaction'),
      request,
    },
    problems,
  };
}

/** How many times as long it takes as without a tenant; the median of the rounds' own ratios. */
function costOf(rates: Record<string, number[]>, name: string): number {
  const with_ = rates[name] ?? [];
  const ratios = (rates['bare'] ?? []).map((rate, index) => rate / (with_[index] ?? Number.NaN));
  return Math.round(median(ratios) * 1000) / 1000;
}
