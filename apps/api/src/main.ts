import 'reflect-metadata';
import { ApiModule } from './composition';
import { readEnvironment } from './platform/config/configuration';
import { createHttpServer } from './platform/http/http-server';
import { startProcess } from './platform/telemetry/process-start';

void startProcess('api', async (logger) => {
  const { HOST, PORT } = readEnvironment();
  const app = await createHttpServer(ApiModule.with(logger), logger);
  await app.listen({ host: HOST, port: PORT });
  logger.info({ url: await app.getUrl() }, 'listening');
});
