import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from '../composition';
import { Environment } from '../platform/config/environment';
import { openApiDocument } from '../platform/http/open-api';
import { createLogger } from '../platform/telemetry/logger';

/** Prints the OpenAPI document. Nothing is started: routes and shapes are read from the code. */
export async function printOpenApi(): Promise<number> {
  const module = ApiModule.with(new Environment(), createLogger('cli', 'silent'));
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
  });
  app.setGlobalPrefix('api');
  process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  return 0;
}
