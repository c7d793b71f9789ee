import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { hearFarewell } from '../start/farewell.ts';
import { watchParent } from '../start/starters.ts';
import { Steps } from '../terminal/steps.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { explainError } from '../trouble/explain-error.ts';
import { Stopped } from '../trouble/trouble.ts';
import { runCampaign } from './campaign.ts';
import { FULL, QUICK } from './plan.ts';

const USAGE = 'npm run torture -- inbound [--seed N] [--quick] [--minutes M] [--rate EVENTS_PER_SECOND]';

// Progress goes to stderr: stdout is for the result alone.
const terminal = openTerminal(process.stderr, process.env);
process.exitCode = await run(process.argv.slice(2));
process.exit();

async function run(words: string[]): Promise<number> {
  const wanted = readWords(words);
  if (!wanted) {
    terminal.write(`Use ${USAGE}\n`);
    return 2;
  }
  const farewell = hearFarewell(() => terminal.write('  Already stopping; one moment.\n'));
  watchParent(process.env, farewell.stop);
  try {
    const projectRoot = resolve(import.meta.dirname, '../..');
    const report = await runCampaign({
      projectRoot,
      env: process.env,
      steps: new Steps(terminal),
      signal: farewell.signal,
      ...wanted,
    });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return report.findings.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof Stopped) return 130;
    const trouble = explainError(error);
    terminal.write(
      `\n${[trouble?.message ?? (error as Error).stack, ...(trouble?.evidence ?? [])].join('\n')}\n`,
    );
    return 1;
  }
}

function readWords(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        quick: { type: 'boolean' },
        minutes: { type: 'string' },
        rate: { type: 'string' },
      },
    });
    const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
    const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
    const isNumber = Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;
    if (positionals.join(' ') !== 'inbound' || !isNumber) return undefined;
    if (minutes !== undefined && !(minutes > 0 && minutes <= 600)) return undefined;
    const scale = values.quick ? QUICK : FULL;
    const eventsPerSecond = values.rate === undefined ? scale.load.eventsPerSecond : Number(values.rate);
    if (!(eventsPerSecond > 0 && eventsPerSecond <= 5_000)) return undefined;
    const load = { ...scale.load, eventsPerSecond };
    return { seed, scale: { ...scale, load }, ...(minutes !== undefined && { minutes }) };
  } catch {
    return undefined;
  }
}
