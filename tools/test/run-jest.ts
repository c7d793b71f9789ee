import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolEnvironment } from '../build/build.ts';
import { runCommand } from '../processes/command.ts';
import { Stopped, Trouble } from '../trouble/trouble.ts';
import type { CheckContext } from './run-checks.ts';
import type { StepName } from './test-selection.ts';
import type { JestReport } from './totals.ts';

const WORKERS: Partial<Record<StepName, number>> = { unit: 2, integration: 2, journeys: 1 };
/** Given here because Jest leaves a project's own testTimeout out of account. */
const TIMEOUTS_MS: Partial<Record<StepName, number>> = {
  unit: 5_000,
  integration: 60_000,
  journeys: 120_000,
};

/**
 * Runs one size of tests and reads Jest's own report.
 * @throws Trouble when Jest could not run at all, Stopped
 */
export async function runJest(
  size: StepName,
  patterns: readonly string[],
  context: CheckContext,
  extra: Record<string, string>,
): Promise<JestReport> {
  const { projectRoot, env, signal, folder } = context;
  const report = join(folder, `${size}.json`);
  const options = ['--selectProjects', size, '--json', `--outputFile=${report}`, '--passWithNoTests', '--ci'];
  const command = {
    title: `Jest (${size})`,
    file: process.execPath,
    args: [
      join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...[...options, `--maxWorkers=${WORKERS[size] ?? 1}`, `--testTimeout=${TIMEOUTS_MS[size] ?? 5_000}`],
      ...(patterns.length > 0 ? ['--', ...patterns] : []),
    ],
    cwd: projectRoot,
    // The product's processes are started a hundred times: what the first compiled the others read.
    env: {
      ...toolEnvironment(projectRoot, env),
      ...extra,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
    log: join(folder, `${size}.log`),
    signal,
  };
  try {
    await runCommand(command);
  } catch (error) {
    // Failing tests are in the report; without one, Jest itself failed.
    if (error instanceof Stopped || !(error instanceof Trouble) || !existsSync(report)) throw error;
  }
  return JSON.parse(readFileSync(report, 'utf8')) as JestReport;
}
