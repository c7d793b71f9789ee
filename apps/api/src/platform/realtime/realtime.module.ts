import { Global, Inject, Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Logger } from 'pino';
import { Environment } from '../config/environment';
import { LOGGER } from '../telemetry/telemetry.module';
import { PostgresRealtime } from './postgres-realtime';
import { Realtime } from './realtime';
import { RedisRealtime } from './redis-realtime';

@Global()
@Module({
  providers: [
    {
      provide: Realtime,
      inject: [Environment, LOGGER],
      useFactory: ({ REDIS_URL, DATABASE_SYSTEM_URL }: Environment, logger: Logger) =>
        REDIS_URL === undefined
          ? new PostgresRealtime(DATABASE_SYSTEM_URL, logger)
          : new RedisRealtime(REDIS_URL, logger),
    },
  ],
  exports: [Realtime],
})
export class RealtimeModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(Realtime) private readonly realtime: Realtime) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.realtime.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.realtime.stop();
  }
}
