import { join } from 'node:path';
import { ensureBuilt, nxArguments, toolEnvironment } from '../build/build.ts';
import { runCommand } from '../processes/command.ts';

export interface CheckContext {
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** A folder for the outputs of this run. */
  folder: string;
}

/** @throws Trouble with what ESLint or Prettier found */
export async function lint(context: CheckContext): Promise<void> {
  const tool = (name: string, script: string, args: string[]) =>
    run(context, name, process.execPath, [join(context.projectRoot, 'node_modules', script), ...args]);
  await tool('ESLint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']);
  await tool('The arrows', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    ...['--config', '.dependency-cruiser.cjs', 'apps', 'libs'],
  ]);
  await tool('Prettier', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']);
}

/** @throws Trouble with what the compiler found */
export async function checkTypes(context: CheckContext): Promise<void> {
  const { file, args } = nxArguments(context.projectRoot, 'typecheck');
  await run(context, 'The type check', file, args);
}

/** @throws Trouble with the end of the build's output */
export async function build({ projectRoot, env, signal, folder }: CheckContext): Promise<void> {
  await ensureBuilt({ projectRoot, env, signal, log: join(folder, 'build.log') });
}

async function run(context: CheckContext, title: string, file: string, args: string[]): Promise<void> {
  const { projectRoot, env, signal, folder } = context;
  const log = join(folder, `${title.replaceAll(' ', '-').toLowerCase()}.log`);
  await runCommand({
    title,
    file,
    args,
    cwd: projectRoot,
    env: toolEnvironment(projectRoot, env),
    log,
    signal,
    evidence: 200,
  });
}
