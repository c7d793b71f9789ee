import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hearFarewell } from '../start/farewell.ts';
import { watchParent } from '../start/starters.ts';
import { Steps } from '../terminal/steps.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { explainError } from '../trouble/explain-error.ts';
import { Stopped } from '../trouble/trouble.ts';
import { formatReport, type Bench } from './bench.ts';

const words = process.argv.slice(2);
const name = words.find((word) => !word.startsWith('-')) ?? '';
const file = join(import.meta.dirname, `${name}.bench.ts`);
// Progress goes to stderr: stdout is for the result alone.
const terminal = openTerminal(process.stderr, process.env);

if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const known = readdirSync(import.meta.dirname).filter((entry) => entry.endsWith('.bench.ts'));
  terminal.write(
    `Say which bench: ${known.map((entry) => entry.replace('.bench.ts', '')).join(', ')}. For example: npm run bench -- intake --json\n`,
  );
  process.exitCode = 1;
} else {
  await run();
}
process.exit();

async function run(): Promise<void> {
  const farewell = hearFarewell(() => terminal.write('  Already stopping; one moment.\n'));
  watchParent(process.env, farewell.stop);
  try {
    const { measure } = (await import(file)) as { measure: Bench };
    const projectRoot = resolve(import.meta.dirname, '../..');
    const report = await measure({
      projectRoot,
      env: process.env,
      steps: new Steps(terminal),
      signal: farewell.signal,
    });
    process.stdout.write(
      words.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report),
    );
    process.exitCode = report.problems.length > 0 ? 1 : 0;
  } catch (error) {
    process.exitCode = error instanceof Stopped ? 130 : 1;
    if (error instanceof Stopped) return;
    const trouble = explainError(error);
    terminal.write(
      `\n${[trouble?.message ?? (error as Error).stack, ...(trouble?.evidence ?? [])].join('\n')}\n`,
    );
  }
}
