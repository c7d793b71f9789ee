import { Logger } from 'pino';
import { armCrashPoint } from '../../kernel/crash-points';
import { InvalidConfiguration, readEnvironment } from '../config/configuration';
import { Environment } from '../config/environment';
import { createLogger } from './logger';

/** Starts a process: a wrong configuration or a failed start ends it with a readable line, never half alive. */
export async function startProcess(
  name: string,
  start: (environment: Environment, logger: Logger) => Promise<void>,
): Promise<void> {
  try {
    const environment = readEnvironment();
    armForTests(environment);
    const logger = createLogger(name, environment.LOG_LEVEL);
    process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
    await start(environment, logger);
    process.send?.('ready');
  } catch (error) {
    process.stderr.write(`${name} did not start. ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** @throws InvalidConfiguration where a process that is to die on purpose would serve customers */
export function armForTests({
  CRASH_POINT,
  INSTALLATION,
}: Pick<Environment, 'CRASH_POINT' | 'INSTALLATION'>): void {
  if (CRASH_POINT === undefined) return;
  if (INSTALLATION === 'live')
    throw new InvalidConfiguration([
      'CRASH_POINT is for tests: it kills the process, so an installation that is live does not start with it',
    ]);
  try {
    armCrashPoint(CRASH_POINT);
  } catch (error) {
    throw new InvalidConfiguration([
      `CRASH_POINT: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof InvalidConfiguration) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
