import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { defer, mergeAll, Observable } from 'rxjs';
import { DocumentVersionInterceptor } from './document-version';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { QueryNamesInterceptor } from './query-names';
import { RateLimitInterceptor } from './rate-limits/rate-limit.interceptor';

/** What every route does the same way, in this order. */
@Injectable()
export class ConventionsInterceptor implements NestInterceptor {
  private readonly conventions: readonly NestInterceptor[];

  constructor(
    rateLimit: RateLimitInterceptor,
    queryNames: QueryNamesInterceptor,
    documentVersion: DocumentVersionInterceptor,
    idempotency: IdempotencyInterceptor,
  ) {
    this.conventions = [rateLimit, queryNames, documentVersion, idempotency];
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return this.conventions
      .reduceRight<CallHandler>(
        (rest, convention) => ({
          handle: () => defer(async () => convention.intercept(context, rest)).pipe(mergeAll()),
        }),
        next,
      )
      .handle();
  }
}
