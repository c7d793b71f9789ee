import { Global, Module, OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../config/environment';
import { PostgresLimiter } from './postgres-limiter';
import { RedisLimiter } from './redis-limiter';
import { SharedLimiter } from './shared-limiter';

/** Redis where REDIS_URL is set, PostgreSQL otherwise. */
@Global()
@Module({
  providers: [
    {
      provide: SharedLimiter,
      inject: [Environment],
      useFactory: ({ REDIS_URL, DATABASE_SYSTEM_URL }: Environment) =>
        REDIS_URL === undefined ? new PostgresLimiter(DATABASE_SYSTEM_URL) : new RedisLimiter(REDIS_URL),
    },
  ],
  exports: [SharedLimiter],
})
export class LimitsModule implements OnApplicationShutdown {
  constructor(private readonly limiter: SharedLimiter) {}

  onApplicationShutdown(): Promise<void> {
    return this.limiter.stop();
  }
}
