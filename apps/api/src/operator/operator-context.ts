import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OperatorModule } from '../composition';
import { readEnvironment } from '../platform/config/configuration';
import { createLogger } from '../platform/telemetry/logger';

/** What a command needs of the product, for as long as `work` takes. */
export async function withOperatorContext<T>(
  work: (product: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const product = await NestFactory.createApplicationContext(
    OperatorModule.with(readEnvironment(), createLogger('cli', 'warn')),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}
