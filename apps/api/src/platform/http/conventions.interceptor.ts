import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { defer, mergeAll, Observable } from 'rxjs';
import { RAW_BODY } from './body-parsing';
import { DocumentVersionInterceptor } from './document-version';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { QueryNamesInterceptor } from './query-names';
import { RateLimitInterceptor } from './rate-limits/rate-limit.interceptor';

/**
 * What every route does the same way, in this order. One interceptor for NestJS, since each costs a webhook as much as
 * checking its signature does; a route that takes raw bytes has none of these conventions.
 */
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
    const { config } = context.switchToHttp().getRequest<FastifyRequest>().routeOptions;
    if ((config as Partial<typeof RAW_BODY> | undefined)?.rawBody === true) return next.handle();
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
