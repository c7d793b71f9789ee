import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OperatorModule } from '../../src/composition';
import { readEnvironment } from '../../src/platform/config/configuration';
import { createLogger } from '../../src/platform/telemetry/logger';
import { TestDatabase } from './test-database';

/** An ENCRYPTION_KEY of 32 equal bytes. */
export const encryptionKey = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

export function keySettings(
  database: TestDatabase,
  present: number,
  previous: readonly number[] = [],
): Record<string, string> {
  return {
    DATABASE_APP_URL: database.appUrl,
    DATABASE_SYSTEM_URL: database.systemUrl,
    PUBLIC_URL: 'http://localhost:3000',
    ENCRYPTION_KEY: encryptionKey(present),
    ...(previous.length > 0 && { PREVIOUS_ENCRYPTION_KEYS: previous.map(encryptionKey).join(',') }),
  };
}

/** A process of the product that holds these keys; its memory is its own. */
export function startKeyHolder(
  database: TestDatabase,
  present: number,
  previous: readonly number[] = [],
): Promise<INestApplicationContext> {
  const environment = readEnvironment(keySettings(database, present, previous));
  const module = OperatorModule.with(environment, createLogger('keys', 'silent'));
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
}
