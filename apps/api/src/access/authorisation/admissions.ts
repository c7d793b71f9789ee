import { Injectable } from '@nestjs/common';
import { catchError, exhaustMap, filter, from, interval, merge, Observable, of, take } from 'rxjs';
import { Realtime } from '../../platform/realtime/realtime';
import { Permission, roleHolds } from '../../tenancy';
import { SessionsService } from '../sessions/sessions.service';
import { Callers } from './callers';
import { Principal, PrincipalRequest } from './principal';

/** The net below the revocations, which may be lost on their way. */
const LOOK_AGAIN_MS = 30_000;

/** Says how long what stays open may stay so: an event stream outlives the moment at which it was let in. */
@Injectable()
export class Admissions {
  constructor(
    private readonly realtime: Realtime,
    private readonly sessions: SessionsService,
    private readonly callers: Callers,
  ) {}

  /**
   * Emits once, when the caller may have lost that permission: at once when a process says so of their session, their
   * account or their key, and otherwise when we look. Who still has it connects again and is let in.
   */
  endOf(request: PrincipalRequest, permission: Permission): Observable<unknown> {
    const { principal } = request;
    if (principal === undefined) return of(undefined);
    const ids = idsOf(principal);
    const revoked = this.realtime.revoked.pipe(filter((id) => ids.includes(id)));
    const lost = merge(this.realtime.gaps, interval(LOOK_AGAIN_MS)).pipe(
      // A database that is away revokes nothing; we look again.
      exhaustMap(() => from(this.holds(request, principal, permission)).pipe(catchError(() => of(true)))),
      filter((holds) => !holds),
    );
    return merge(revoked, lost).pipe(take(1));
  }

  private async holds(
    request: PrincipalRequest,
    principal: Principal,
    permission: Permission,
  ): Promise<boolean> {
    if (principal.kind === 'api_key') return this.callers.keyHolds(request, permission);
    if (principal.member === undefined) return false;
    const role = await this.sessions.roleNow(principal.sessionId, principal.member.tenantId);
    return role !== null && roleHolds(role, permission);
  }
}

const idsOf = (principal: Principal): string[] =>
  principal.kind === 'api_key' ? [principal.keyId] : [principal.sessionId, principal.userId];
