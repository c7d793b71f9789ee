import 'reflect-metadata';
import { demo } from './operator/demo';
import { doctor } from './operator/doctor';
import { migrateDatabase } from './operator/migrate-database';
import { printOpenApi } from './operator/print-open-api';
import { printPermissions } from './operator/print-permissions';
import { printWebhook } from './operator/print-webhook';
import { discardDeadLetters, replayDeadLetters } from './operator/replay-dead-letters';
import { showDeadLetters } from './operator/show-dead-letters';
import { showInbound } from './operator/show-inbound';
import { printSetUpLink } from './operator/print-set-up-link';
import { resetPassword } from './operator/reset-password';
import { rotateKeys } from './operator/rotate-keys';
import { seedDemo } from './operator/seed-demo';
import { turnOffTwoFactor } from './operator/turn-off-two-factor';
import { InvalidConfiguration } from './platform/config/configuration';

interface Command {
  readonly summary: string;
  run(options: readonly string[]): Promise<number>;
}

const COMMANDS: Record<string, Command> = {
  migrate: { summary: 'bring the database to this version', run: migrateDatabase },
  seed: { summary: 'make the demo tenant and its simulated channel, once', run: seedDemo },
  demo: { summary: 'say how to reach the demo tenant (--json for programs)', run: demo },
  doctor: {
    summary:
      'say what is wrong with this installation, or with one channel: doctor <channel or phone number id>',
    run: doctor,
  },
  'rotate-keys': {
    summary: 'wrap data keys with the present ENCRYPTION_KEY (--data: seal everything with new ones)',
    run: rotateKeys,
  },
  'set-up-link': {
    summary: 'print a new link that makes the first account (exit code 1: there is one already)',
    run: printSetUpLink,
  },
  'reset-password': {
    summary: 'print a link that sets a new password: reset-password <e-mail address>',
    run: resetPassword,
  },
  'turn-off-two-factor': {
    summary: 'for who lost app and recovery codes: turn-off-two-factor <e-mail address>',
    run: turnOffTwoFactor,
  },
  inbound: {
    summary:
      'say what waits (exit code 1: the oldest for longer than --older-than 30 seconds; --json for programs)',
    run: showInbound,
  },
  'dead-letters': {
    summary:
      'list what could not be read, routed or applied (--group: by cause; --stage, --reason, --tenant)',
    run: showDeadLetters,
  },
  replay: {
    summary:
      'try dead letters again: replay <id...> or --stage, --reason, --tenant, --all (--rate 20, --note)',
    run: replayDeadLetters,
  },
  discard: {
    summary: 'give dead letters up: discard <id...> or --stage, --reason, --tenant, with --note <why>',
    run: discardDeadLetters,
  },
  webhook: { summary: 'print the bytes of a webhook as they came: webhook <id>', run: printWebhook },
  openapi: { summary: 'print the OpenAPI document', run: printOpenApi },
  permissions: { summary: 'print who may do what, as Markdown', run: printPermissions },
};

async function main([name = 'help', ...options]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command !== undefined) return command.run(options);
  const lines = Object.entries(COMMANDS).map(([known, { summary }]) => `  ${known.padEnd(20)}${summary}`);
  process.stdout.write(`Commands:\n${lines.join('\n')}\n`);
  return name === 'help' ? 0 : 2;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof InvalidConfiguration ? error.message : sentence(error)}\n`);
    process.exitCode = 1;
  },
);

function sentence(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return `That did not work: ${message ?? String(error)}${code === undefined ? '' : ` (${code})`}`;
}
