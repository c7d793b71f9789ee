import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OperatorModule } from '../composition';
import { readEnvironment } from '../platform/config/configuration';
import { createLogger } from '../platform/telemetry/logger';

/** What a command needs of the product, for as long as `work` takes. `isQuiet`: whoever asks tells of trouble itself. */
export async function withOperatorContext<T>(
  work: (product: INestApplicationContext) => Promise<T>,
  { isQuiet = false } = {},
): Promise<T> {
  const product = await NestFactory.createApplicationContext(
    OperatorModule.with(readEnvironment(), createLogger('cli', isQuiet ? 'silent' : 'warn')),
    { logger: isQuiet ? false : ['error', 'warn'], abortOnError: false },
  );
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}
