import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../kernel/problem';
import { AuthorisedRequest } from '../platform/http/authorised-request';
import { PUBLIC_REASON } from '../platform/http/public.decorator';
import { DemoAccess } from './demo-access';

/** Default deny: a route is public by declaration, or it is served for the tenant that the caller may see. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly demo: DemoAccess,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const reason = this.reflector.getAllAndOverride<string | undefined>(PUBLIC_REASON, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (reason !== undefined) return true;
    const tenantId = await this.demo.tenantId();
    if (tenantId === undefined) {
      throw new Problem(401, 'sign_in_required', 'Please sign in.', 'This installation has no sign-in yet.');
    }
    context.switchToHttp().getRequest<AuthorisedRequest>().tenantId = tenantId;
    return true;
  }
}
