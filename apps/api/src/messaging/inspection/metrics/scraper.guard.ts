import { createHash, timingSafeEqual } from 'node:crypto';
import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../../../access';
import { Problem } from '../../../kernel/problem';
import { Environment } from '../../../platform/config/environment';

/** Lets in who shows METRICS_TOKEN as a bearer token, also while the database is away, and the operator. */
@Injectable()
export class ScraperGuard implements CanActivate {
  constructor(
    private readonly environment: Environment,
    private readonly callers: Callers,
  ) {}

  /** @throws Problem 401, 403 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.assertToken(authorization);
    const caller = await this.callers.identify(request, http.getResponse<FastifyReply>(), false);
    if (caller.kind === 'user' && caller.isOperator) return true;
    throw new Problem(403, 'operator_only', 'Only the person who runs this installation can do that.');
  }

  private assertToken(authorization: string): true {
    const { METRICS_TOKEN } = this.environment;
    const shown = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
    if (METRICS_TOKEN !== undefined && isSame(shown, METRICS_TOKEN)) return true;
    throw new Problem(401, 'invalid_metrics_token', 'This is not the token for metrics.');
  }
}

/** Digests have one length, so the comparison tells nothing of the expected one's. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
