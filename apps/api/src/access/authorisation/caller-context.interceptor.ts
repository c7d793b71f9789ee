import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { Actor, actingAs, forTenants } from '../../kernel/context';
import { Principal, PrincipalRequest } from './principal';

/** Runs the handler for the tenant and in the name of the caller that the guard found, so that no handler can choose others. */
@Injectable()
export class CallerContextInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { tenantId, principal, ip, headers } = context.switchToHttp().getRequest<PrincipalRequest>();
    if (principal === undefined) return next.handle();
    const actor = { ...nameOf(principal), address: ip, userAgent: headers['user-agent'] };
    return new Observable((subscriber) =>
      actingAs(actor, () =>
        forTenants(tenantId === undefined ? [] : [tenantId], () => next.handle().subscribe(subscriber)),
      ),
    );
  }
}

function nameOf(principal: Principal): Actor {
  return principal.kind === 'user'
    ? { kind: 'user', id: principal.userId, name: principal.name }
    : { kind: 'api_key', id: principal.keyId, name: principal.name, scopes: principal.scopes };
}
