import { tellPeers } from './forwarded-for';
import { endOpenStreams } from './open-streams';
import { readSettings } from './settings';

const SHUTDOWN_LIMIT_MS = 5_000;

/**
 * Refuses to start with wrong settings, stops cleanly on SIGTERM and SIGINT, and tells a process manager that
 * the server is ready. Next closes the listening socket itself; it would wait for ever for open event streams.
 */
export function startServing(): void {
  try {
    readSettings(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
  tellPeers();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  process.send?.('ready');
}

function stop(): void {
  endOpenStreams();
  // Next exits with 128 + signal; an asked-for stop is a success.
  process.once('exit', () => {
    process.exitCode = 0;
  });
  setTimeout(() => process.exit(0), SHUTDOWN_LIMIT_MS).unref();
}
