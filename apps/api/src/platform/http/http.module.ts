import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ConventionsInterceptor } from './conventions.interceptor';
import { DocumentVersionInterceptor } from './document-version';
import { ForgetExpiredKeys } from './idempotency/forget-expired-keys';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { IdempotencyRepository } from './idempotency/idempotency.repository';
import { QueryNamesInterceptor } from './query-names';
import { RateLimitInterceptor } from './rate-limits/rate-limit.interceptor';
import { RateLimits } from './rate-limits/rate-limits';

/** What every route does the same way. Imported after the module that finds out who calls: interceptors run in that order. */
@Module({
  providers: [
    RateLimits,
    IdempotencyRepository,
    ForgetExpiredKeys,
    RateLimitInterceptor,
    QueryNamesInterceptor,
    DocumentVersionInterceptor,
    IdempotencyInterceptor,
    { provide: APP_INTERCEPTOR, useClass: ConventionsInterceptor },
  ],
})
export class HttpModule {}
