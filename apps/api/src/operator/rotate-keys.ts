import { NestFactory } from '@nestjs/core';
import { OperatorModule } from '../composition';
import { readAs } from '../platform/config/configuration';
import { Environment } from '../platform/config/environment';
import { KeyRotation, Renewal, Rewrapping } from '../platform/crypto/key-rotation';
import { createLogger } from '../platform/telemetry/logger';
import { SEALED_COLUMNS } from './sealed-columns';

const DATA = '--data';
const ABANDON_LOST = '--abandon-lost';

/**
 * Wraps every data key with the present ENCRYPTION_KEY; with `--data` also makes new data keys and seals every secret
 * again. The product may serve meanwhile, and the command may be stopped anywhere and run again.
 * Exit code 1 when a data key cannot be opened: then nothing else is done, unless `--abandon-lost` says so.
 */
export async function rotateKeys(options: readonly string[]): Promise<number> {
  const unknown = options.find((option) => option !== DATA && option !== ABANDON_LOST);
  if (unknown !== undefined)
    return refuse(`rotate-keys knows ${DATA} and ${ABANDON_LOST}, not "${unknown}".`);
  const environment = readAs(Environment);
  const module = OperatorModule.with(environment, createLogger('cli', 'warn'));
  const app = await NestFactory.createApplicationContext(module, { logger: ['error', 'warn'] });
  try {
    const rotation = app.get(KeyRotation);
    const rewrapping = await rotation.rewrap();
    say(wrapped(rewrapping));
    const lost = Object.keys(rewrapping.unreadable);
    if (lost.length > 0 && !options.includes(ABANDON_LOST)) return refuse(needs(rewrapping));
    if (!options.includes(DATA)) return 0;
    say(...renewed(await rotation.renew(SEALED_COLUMNS)));
    // A process that still has the ENCRYPTION_KEY before this one may have made some of the new data keys.
    await rotation.rewrap();
    return 0;
  } finally {
    await app.close();
  }
}

function wrapped({ rewrapped, upToDate }: Rewrapping): string {
  return `Data keys: ${rewrapped} wrapped anew with the present ENCRYPTION_KEY, ${upToDate} were so already.`;
}

function needs({ unreadable }: Rewrapping): string {
  const ids = Object.entries(unreadable).map(([id, keys]) => `${keys} by ${id}`);
  return [
    `Data keys that cannot be opened, by the first 8 hex digits of the SHA-256 of the key that wrapped them: ${ids.join(', ')}.`,
    'Add that key to PREVIOUS_ENCRYPTION_KEYS and run this again.',
    `If it is lost, so is what it protects: run this with ${DATA} ${ABANDON_LOST}, then connect the numbers again.`,
  ].join('\n');
}

function renewed({ retired, sealedAgain, unreadable, deleted, kept }: Renewal): string[] {
  return [
    `Retired ${retired} data keys. Sealed again: ${counts(sealedAgain)}.`,
    `Could not be opened and stay as they are: ${counts(unreadable)}.`,
    `Old data keys: ${deleted} deleted, ${kept} kept because something still needs them.`,
  ];
}

function counts(byName: Record<string, number>): string {
  const parts = Object.entries(byName).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function refuse(text: string): number {
  process.stderr.write(`${text}\n`);
  return 1;
}
