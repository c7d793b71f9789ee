import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import { invalidInput } from '../../kernel/problem';

/** Give a route this config (`@RouteConfig`) when its callers are not ours to teach: Meta, probes. */
export const ANY_QUERY = { anyQuery: true } as const;

/** What class-transformer drops before the validation of a DTO could see it. */
const LOST = ['__proto__', 'constructor'];

type Arguments = Record<string, { readonly data?: unknown }>;

/**
 * A query parameter that a route does not know is refused: a filter that was misspelt must not look like no filter.
 * One that no argument of the handler names can be announced by the route config `alsoQuery`.
 */
@Injectable()
export class QueryNamesInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const config = (request.routeOptions.config ?? {}) as { anyQuery?: boolean; alsoQuery?: string };
    if (config.anyQuery === true) return next.handle();
    const known = queryNames(context);
    const unknown = Object.keys(request.query as object).filter((name) =>
      known === 'those of its DTO' ? LOST.includes(name) : !known.includes(name) && name !== config.alsoQuery,
    );
    if (unknown.length > 0) {
      throw invalidInput(
        unknown.map((name) => ({
          pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
          code: 'whitelistValidation',
          detail: 'There is no such query parameter here.',
        })),
      );
    }
    return next.handle();
  }
}

/** Which parameters the handler asks for by name; the validation of a DTO refuses what the DTO does not name. */
function queryNames(context: ExecutionContext): string[] | 'those of its DTO' {
  const all = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    Arguments | undefined;
  const queries = Object.entries(all ?? {}).filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`));
  if (queries.some(([, { data }]) => data === undefined)) return 'those of its DTO';
  return queries.map(([, { data }]) => String(data));
}
