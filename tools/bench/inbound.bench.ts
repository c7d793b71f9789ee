import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../build/build.ts';
import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import type { BenchContext, BenchReport } from './bench.ts';
import type { Figures } from './inbound/parts/part.ts';
import { PARTS, type PartName } from './inbound/parts/parts.ts';
import { measureReference } from './inbound/reference.ts';
import { Stage } from './inbound/stage.ts';

const REFERENCE_ROWS = 40_000;

/**
 * How fast events are received, applied and answered, by one api and one worker: under a steady load, after a backlog,
 * behind somebody else's backlog, and one at a time. `INBOUND_PARTS=backlog,reply` measures only those.
 */
export async function measure(context: BenchContext): Promise<BenchReport> {
  const { steps, projectRoot, env, signal } = context;
  const results: Record<string, Figures> = {};
  const problems: string[] = [];
  let postgres: ThrowAwayPostgres | undefined;
  let stage: Stage | undefined;
  let bare = 0;
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'bench-build.log') });
      doing('PostgreSQL, schema, api, simulator');
      postgres = await startThrowAwayPostgres(projectRoot, signal, { track_commit_timestamp: 'on' });
      stage = await Stage.build(context, postgres);
      return 'api, worker, simulator';
    });
    for (const name of partsOf(env)) {
      await steps.run(name, async ({ doing }) => {
        const part = await PARTS[name](stage as Stage, doing);
        results[name] = part.figures;
        problems.push(...part.problems.map((problem) => `${name}: ${problem}`));
        return part.summary;
      });
    }
    await steps.run('reference', async () => {
      bare = await measureReference((stage as Stage).db, REFERENCE_ROWS);
      results['reference'] = { eventsPerSecond: bare };
      return `${Math.round(bare)} rows/s`;
    });
  } finally {
    await stage?.close();
    await postgres?.remove();
  }
  const drained = Number(results['backlog']?.['eventsPerSecond'] ?? Number.NaN);
  return {
    bench: 'inbound',
    settings: {
      apis: 1,
      workers: 1,
      node: process.versions.node,
      cpus: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
    },
    results,
    ratios: Number.isNaN(drained) ? {} : { 'backlog/reference': Math.round((drained / bare) * 1000) / 1000 },
    problems,
  };
}

function partsOf(env: NodeJS.ProcessEnv): PartName[] {
  const names = Object.keys(PARTS) as PartName[];
  const wanted = env['INBOUND_PARTS']?.split(',');
  return wanted ? names.filter((name) => wanted.includes(name)) : names;
}
