import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem';
import { Environment } from '../../platform/config/environment';
import { RECENT_SIGN_IN, ROUTE_ACCESS, RouteAccess } from '../../platform/http/route-access';
import { assertPermitted } from './authorisation';
import { isBearer } from './bearer';
import { Callers } from './callers';
import { PrincipalRequest, tenantOf } from './principal';
import { SameSite } from './same-site';

/** Default deny: a route is served to those it was declared for, and one without a declaration to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sameSite: SameSite,
    private readonly callers: Callers,
    private readonly environment: Environment,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, places);
    if (access === undefined) throw new Problem(403, 'forbidden', 'This address is not open to anyone.');
    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    this.sameSite.assert(request);
    if (access.kind === 'public' || this.showsToken(request, access)) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const principal = await this.callers.identify(request, reply, access.kind === 'permission');
    request.principal = principal;
    const tenantId = tenantOf(principal);
    if (tenantId !== undefined) request.tenantId = tenantId;
    const wanted = this.reflector.getAllAndOverride<true | 'people' | undefined>(RECENT_SIGN_IN, places);
    const recentSignIn = wanted === true || (wanted === 'people' && principal.kind === 'user');
    assertPermitted(principal, access, { recentSignIn, now: new Date() });
    return true;
  }

  private showsToken({ headers }: FastifyRequest, access: RouteAccess): boolean {
    const setting = access.kind === 'operator' ? access.alsoToken : undefined;
    const token = setting === undefined ? undefined : this.environment[setting];
    return token !== undefined && isBearer(headers.authorization, token);
  }
}
