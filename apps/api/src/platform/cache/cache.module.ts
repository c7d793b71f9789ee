import { Global, Module, OnApplicationShutdown } from '@nestjs/common';
import { Logger } from 'pino';
import { Environment } from '../config/environment';
import { AppDatabase } from '../database/database';
import { Realtime } from '../realtime/realtime';
import { LOGGER } from '../telemetry/telemetry.module';
import { CacheVersionsRepository } from './cache-versions.repository';
import { RedisStore } from './redis-store';
import { NothingShared, SharedStore } from './shared-store';
import { TenantCaches } from './tenant-caches';

/** In front of Redis where REDIS_URL is set. A process without Realtime, such as an operator's command, has caches as well. */
@Global()
@Module({
  providers: [
    CacheVersionsRepository,
    {
      provide: SharedStore,
      inject: [Environment, LOGGER],
      useFactory: ({ REDIS_URL }: Environment, logger: Logger) =>
        REDIS_URL === undefined ? new NothingShared() : new RedisStore(REDIS_URL, logger),
    },
    {
      provide: TenantCaches,
      inject: [AppDatabase, CacheVersionsRepository, SharedStore, { token: Realtime, optional: true }],
      useFactory: (
        database: AppDatabase,
        versions: CacheVersionsRepository,
        shared: SharedStore,
        realtime?: Realtime,
      ) => new TenantCaches({ database, versions, shared, realtime }),
    },
  ],
  exports: [TenantCaches],
})
export class CacheModule implements OnApplicationShutdown {
  constructor(private readonly caches: TenantCaches) {}

  onApplicationShutdown(): Promise<void> {
    return this.caches.stop();
  }
}
