import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from 'pino';
import { DatabaseAway } from './database';
import { troubleOf } from './database-trouble';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Does a step of a start, and does it again for up to a minute while the database cannot be reached: one that was killed
 * with us, or starts beside us, needs a moment. What it refuses, such as a password, is an error at once.
 */
export async function onceReachable<T>(step: () => Promise<T>, logger: Logger): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await step();
    } catch (err) {
      if (!isAway(err) || performance.now() > deadline) throw err;
      logger.warn({ err }, 'the database cannot be reached yet; trying again');
      await pause(PAUSE_MS);
    }
  }
}

/** What has neither the code of the server or the system nor tells of a connection is a fault of ours. */
function isAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  const { code, message = '' } = error as { code?: unknown; message?: string };
  return (code !== undefined || /connect|timeout/i.test(message)) && troubleOf(error) === 'connection';
}
