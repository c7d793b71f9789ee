import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { ProblemForNow } from '../../kernel/problem';
import { PrincipalRequest } from './principal';
import { crossSite } from './same-site';

/** In each api process: more tabs than anybody looks at (facts/reliability.md E51). */
const MAX_STREAMS = 20;
const RETRY_S = 30;

/** A guard for what stays open: nobody, person or API key, holds more of it than their share. */
@Injectable()
export class StreamPlaces implements CanActivate {
  private readonly taken = new Map<string, number>();

  /** @throws Problem 403 for a page of another site, which could take all the places; 429 `too_many_streams` */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const { principal, headers } = http.getRequest<PrincipalRequest>();
    if (principal === undefined) return false;
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite();
    const holder = principal.kind === 'user' ? principal.userId : principal.keyId;
    const { raw } = http.getResponse<FastifyReply>();
    // Who is gone already closes nothing any more.
    if (raw.destroyed) return true;
    const taken = this.taken.get(holder) ?? 0;
    if (taken >= MAX_STREAMS) throw tooMany();
    this.taken.set(holder, taken + 1);
    raw.once('close', () => this.leave(holder));
    return true;
  }

  private leave(holder: string): void {
    const left = (this.taken.get(holder) ?? 0) - 1;
    if (left > 0) this.taken.set(holder, left);
    else this.taken.delete(holder);
  }
}

const tooMany = (): ProblemForNow =>
  new ProblemForNow(
    429,
    'too_many_streams',
    'Too many event streams are open.',
    RETRY_S,
    `At most ${MAX_STREAMS} may be open for one person or API key. Close some first.`,
  );
