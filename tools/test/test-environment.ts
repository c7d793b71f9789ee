import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where a program is on the PATH; undefined when it is not. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** What Jest is given beyond the caller's environment: the Redis server, when the machine has one. */
export function redisEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const server = env['TEST_REDIS_SERVER'] ?? findProgram('redis-server', env);
  return server ? { TEST_REDIS_SERVER: server } : {};
}

/**
 * What the machine lacks for a complete run; each a line to print. Only asked where leaving something out would go
 * unnoticed (PARLEY_TEST_EVERYTHING=1).
 */
export function missingForEverything(projectRoot: string, env: NodeJS.ProcessEnv): string[] {
  const missing: string[] = [];
  if (!redisEnvironment(env)['TEST_REDIS_SERVER'])
    missing.push('redis-server is not on the PATH (Debian: apt-get install redis-server).');
  const hasChromium = CHROMIUM_NAMES.some((name) => findProgram(name, env));
  const fromNpm = ['node_modules', 'apps/e2e/node_modules'].some((folder) =>
    existsSync(join(projectRoot, folder, '@sparticuz/chromium')),
  );
  if (!hasChromium && !fromNpm) missing.push('There is no Chromium (Debian: apt-get install chromium).');
  return missing;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
