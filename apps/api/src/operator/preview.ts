import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from '../composition';
import { Environment } from '../platform/config/environment';
import { createLogger } from '../platform/telemetry/logger';

/** The API, put together to be looked at. Nothing is started: routes and shapes are read from the code. */
export async function previewOfTheApi(): Promise<NestFastifyApplication> {
  const module = ApiModule.with(new Environment(), createLogger('cli', 'silent'));
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
  });
  app.setGlobalPrefix('api');
  return app;
}
