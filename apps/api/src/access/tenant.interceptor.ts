import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { forTenants } from '../kernel/context';
import { AuthorisedRequest } from '../platform/http/authorised-request';

/** Runs the handler for the tenant that the guard found, so that no handler can choose another. */
@Injectable()
export class TenantInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { tenantId } = context.switchToHttp().getRequest<AuthorisedRequest>();
    if (tenantId === undefined) return next.handle();
    return new Observable((subscriber) => forTenants([tenantId], () => next.handle().subscribe(subscriber)));
  }
}
