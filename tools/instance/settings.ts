import { randomBytes } from 'node:crypto';
import type { DatabasePasswords } from '../postgres/databases.ts';
import type { Home } from './home.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** The secrets of an instance: made once, kept as long as its data. */
export interface Settings {
  /** 32 bytes, base64. */
  encryptionKey: string;
  appSecret: string;
  verifyToken: string;
  simulatorAccessToken: string;
  databasePasswords: DatabasePasswords;
}

export function generateSettings(): Settings {
  return {
    encryptionKey: randomBytes(32).toString('base64'),
    appSecret: randomBytes(16).toString('hex'),
    verifyToken: secret(),
    simulatorAccessToken: secret(),
    databasePasswords: { owner: secret(), app: secret(), system: secret(), reader: secret() },
  };
}

/** The settings as kept, or undefined before the first start. Settings of an older version are completed. */
export function readSettings(home: Home): Settings | undefined {
  const kept = readJsonFile(home.settings) as Partial<Settings> | undefined;
  return kept && complete(kept, generateSettings());
}

/** The settings as kept, made at the first start. */
export function loadSettings(home: Home): Settings {
  const kept = readJsonFile(home.settings) as Partial<Settings> | undefined;
  const settings = complete(kept ?? {}, generateSettings());
  if (JSON.stringify(kept) !== JSON.stringify(settings)) writeJsonFile(home.settings, settings);
  return settings;
}

/** What is kept wins; what is missing is taken from `fresh`. */
export function complete(kept: Partial<Settings>, fresh: Settings): Settings {
  const databasePasswords = { ...fresh.databasePasswords, ...kept.databasePasswords };
  return { ...fresh, ...kept, databasePasswords };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
