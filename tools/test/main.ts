import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hearFarewell } from '../start/farewell.ts';
import { watchParent } from '../start/starters.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { missingForEverything } from './test-environment.ts';
import { TestRun } from './test-run.ts';
import { selectTests } from './test-selection.ts';
import { closingLine, exitCodeOf } from './totals.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
const terminal = openTerminal(process.stdout, process.env);
const farewell = hearFarewell(() => terminal.write('  Already stopping; one moment.\n'));
watchParent(process.env, farewell.stop);

const everything = process.env['PARLEY_TEST_EVERYTHING'] === '1';
const missing = everything ? missingForEverything(projectRoot, process.env) : [];
const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
try {
  const context = { projectRoot, env: process.env, signal: farewell.signal, folder };
  const run = new TestRun(context, terminal, selectTests(process.argv.slice(2)));
  const totals = await run.all(missing);
  terminal.write(`\n${closingLine(totals)}\n`);
  process.exitCode = farewell.signal.aborted ? 130 : exitCodeOf(totals, everything);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
