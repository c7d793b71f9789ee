import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hearFarewell } from '../start/farewell.ts';
import { watchParent } from '../start/starters.ts';
import { Steps } from '../terminal/steps.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { explainError } from '../trouble/explain-error.ts';
import { Stopped } from '../trouble/trouble.ts';
import { runInbound } from './inbound/campaign.ts';
import { runOutbound } from './outbound/campaign.ts';

const CAMPAIGNS = { inbound: runInbound, outbound: runOutbound };
const USAGE = `npm run torture -- ${Object.keys(CAMPAIGNS).join('|')} [--seed N] [--quick] [--minutes M] [--rate PER_SECOND]`;

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
  const { campaign, scale, ...more } = wanted;
  const farewell = hearFarewell(() => terminal.write('  Already stopping; one moment.\n'));
  watchParent(process.env, farewell.stop);
  try {
    const projectRoot = resolve(import.meta.dirname, '../..');
    const { env } = process;
    const steps = new Steps(terminal);
    const report = await campaign({ projectRoot, env, steps, signal: farewell.signal, ...more }, scale);
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
    const [name] = positionals;
    const isCampaign = positionals.length === 1 && (name === 'inbound' || name === 'outbound');
    const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
    const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
    const rate = values.rate === undefined ? undefined : Number(values.rate);
    if (!isCampaign || !(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) return undefined;
    if (minutes !== undefined && !(minutes > 0 && minutes <= 600)) return undefined;
    if (rate !== undefined && !(rate > 0 && rate <= 5_000)) return undefined;
    return {
      campaign: CAMPAIGNS[name],
      seed,
      ...(minutes !== undefined && { minutes }),
      scale: { isQuick: values.quick === true, ...(rate !== undefined && { rate }) },
    };
  } catch {
    return undefined;
  }
}
