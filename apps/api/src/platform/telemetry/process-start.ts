import { Logger } from 'pino';
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
    const logger = createLogger(name, environment.LOG_LEVEL);
    process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
    await start(environment, logger);
    process.send?.('ready');
  } catch (error) {
    process.stderr.write(`${name} did not start. ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof InvalidConfiguration) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
