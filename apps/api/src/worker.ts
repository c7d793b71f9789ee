import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './composition';
import { NestLogger } from './platform/telemetry/logger';
import { startProcess } from './platform/telemetry/process-start';

void startProcess('worker', async (environment, logger) => {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(environment, logger), {
    logger: new NestLogger(logger),
  });
  app.enableShutdownHooks([], { useProcessExit: true });
  logger.info('working');
});
