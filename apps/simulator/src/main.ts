import { InvalidSettings, settingsFrom } from './settings';
import { startSimulator } from './simulator';

async function main(): Promise<void> {
  const simulator = await startSimulator(settingsFrom());
  process.stdout.write(`The simulator listens on ${simulator.url}\n`);
  process.send?.('ready');

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    simulator.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: unknown): void {
  process.stderr.write(`${explanationOf(error)}\n`);
  process.exit(1);
}

function explanationOf(error: unknown): string {
  if (error instanceof InvalidSettings) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `The simulator cannot start: port ${port} is taken. Set PORT to another.`;
  return `The simulator cannot go on: ${error instanceof Error ? error.message : String(error)}`;
}

main().catch(fail);
