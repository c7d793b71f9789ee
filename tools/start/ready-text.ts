import { relative } from 'node:path';
import type { Home } from '../instance/home.ts';
import type { Ports } from '../instance/ports.ts';
import { paint, type Terminal } from '../terminal/terminal.ts';
import { seconds } from '../terminal/steps.ts';

interface Start {
  ports: Ports;
  home: Home;
  tookMs: number;
  /** While nobody has an account. */
  setUpLink: string | undefined;
}

/** What stands on the screen while everything runs: where to go and what to try. */
export function readyText(
  terminal: Pick<Terminal, 'colour'>,
  { ports, home, tookMs, setUpLink }: Start,
): string {
  const bold = (text: string) => paint(terminal, 'bold', text);
  const dim = (text: string) => paint(terminal, 'dim', text);
  const row = (name: string, address: string, what: string) =>
    `  ${name.padEnd(8)} ${bold(address.padEnd(32))} ${dim(what)}`;
  const folder = relative(process.cwd(), home.folder);
  return [
    '',
    `  ${paint(terminal, 'green', 'Parley is ready')} ${dim(`after ${seconds(tookMs)}`)}`,
    '',
    ...(setUpLink === undefined
      ? []
      : [
          `  ${bold('First: create the owner account.')} ${dim('The link works once.')}`,
          `  ${setUpLink}`,
          '',
        ]),
    row('Phone', `http://localhost:${ports.simulator}`, 'write "hello" and watch the answer and its ticks'),
    row('Inbox', `http://localhost:${ports.dashboard}`, 'see the same conversation from the other side'),
    row('API', `http://localhost:${ports.api}/api/docs`, 'what other systems call'),
    '',
    row('Demo', 'npm run cli -- demo', 'webhook URL, secrets and database of the demo tenant'),
    row('Doctor', 'npm run cli -- doctor', 'says what is wrong when something is'),
    '',
    dim(
      `  Data and logs are in ${folder.startsWith('..') || folder === '' ? home.folder : folder}. Ctrl-C stops everything.`,
    ),
    '',
    '',
  ].join('\n');
}
