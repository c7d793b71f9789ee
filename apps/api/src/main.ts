import 'reflect-metadata';
import { ApiModule } from './composition';
import { createHttpServer } from './platform/http/http-server';
import { startProcess } from './platform/telemetry/process-start';

void startProcess('api', async (environment, logger) => {
  const app = await createHttpServer(ApiModule.with(environment, logger), environment, logger);
  await app.listen({ host: environment.HOST, port: environment.PORT });
  logger.info({ url: await app.getUrl() }, 'listening');
});
