import { Injectable } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem';
import { Environment } from '../../platform/config/environment';
import { sessionTokenIn } from '../sessions/session-cookie';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A page of another site can make a browser send our cookie, but not hide where it sits: browsers tell it in Origin
 * and Sec-Fetch-Site on every unsafe request (facts/reliability.md E18).
 */
@Injectable()
export class SameSite {
  private readonly origin: string;

  constructor(private readonly environment: Environment) {
    this.origin = new URL(environment.PUBLIC_URL).origin;
  }

  /** @throws Problem 403 for what a page of another site may have sent */
  assert(request: FastifyRequest): void {
    if (SAFE.has(request.method)) return;
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite();
    if (origin !== undefined && origin !== this.origin && site !== 'same-origin') throw crossSite();
    const isFromProgram = request.headers.authorization !== undefined;
    const isCookieAlone =
      site === undefined && origin === undefined && sessionTokenIn(request, this.environment) !== undefined;
    if (isCookieAlone && !isFromProgram) throw crossSite();
  }
}

export const crossSite = (): Problem =>
  new Problem(
    403,
    'cross_site_request',
    'This request came from another site.',
    'Requests with our cookie need an Origin header that names this site.',
  );
