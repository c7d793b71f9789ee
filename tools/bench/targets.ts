import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { outputPath } from '../build/outputs.ts';
import { cliEnvironment, type Instance } from '../instance/environment.ts';
import { homeOf, logOf, makeHome } from '../instance/home.ts';
import { generateSettings } from '../instance/settings.ts';
import { prepareDatabase } from '../postgres/databases.ts';
import type { ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import { runCommand } from '../processes/command.ts';
import { findFreePort } from '../processes/ports.ts';
import { Trouble } from '../trouble/trouble.ts';
import type { BenchContext } from './bench.ts';

/** A server under measurement, in a process of its own. */
export interface Target {
  name: string;
  url: string;
  child: ChildProcess;
}

/** An instance of the product in the throw-away server's folder: own secrets, own ports, own database. */
export async function makeInstance(
  { env, projectRoot }: BenchContext,
  postgres: ThrowAwayPostgres,
): Promise<Instance> {
  const home = homeOf(projectRoot, { PARLEY_HOME: join(postgres.folder, 'home') });
  makeHome(home);
  const [api, dashboard, simulator] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  const ports = { api, dashboard, simulator, postgres: postgres.port };
  return { home, ports, settings: generateSettings(), env };
}

/** The product's database: roles, schema, demo data. */
export async function prepareProduct(
  { projectRoot, signal }: BenchContext,
  instance: Instance,
  postgres: ThrowAwayPostgres,
): Promise<void> {
  await prepareDatabase(postgres.superuserUrl, instance.settings.databasePasswords);
  for (const command of ['migrate', 'seed']) {
    await runCommand({
      title: `cli ${command}`,
      file: process.execPath,
      args: [outputPath(projectRoot, 'cli'), command],
      cwd: projectRoot,
      env: cliEnvironment(instance),
      log: logOf(instance.home, command),
      evidence: 15,
      signal,
    });
  }
}

/** Resolves when the server says that it is ready. */
export function startTarget(
  name: string,
  script: string,
  env: Record<string, string>,
  url: string,
  log: string,
): Promise<Target> {
  const output = openSync(log, 'a', 0o600);
  const child = fork(script, [], { env, execArgv: [], stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  return new Promise((resolve, reject) => {
    child.on('message', (message) => message === 'ready' && resolve({ name, url, child }));
    child.once('exit', (code, signal) =>
      reject(new Trouble(`The ${name} server ended (${signal ?? code}); its log: ${log}`)),
    );
  });
}

/** Resolves when the target's process is gone. */
export function stopTarget({ child }: Target): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(killer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
