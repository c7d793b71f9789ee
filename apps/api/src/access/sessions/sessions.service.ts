import { Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../platform/config/environment';
import { hashOf } from '../../platform/crypto/opaque-token';
import { SignedInPerson } from '../authorisation/principal';
import { sessionTokenIn } from './session-cookie';
import { SessionRow, SessionsRepository } from './sessions.repository';

/** facts/reliability.md E17. */
export const IDLE_MS = 12 * 3_600_000;
export const ABSOLUTE_MS = 7 * 24 * 3_600_000;

@Injectable()
export class SessionsService {
  constructor(
    private readonly environment: Environment,
    private readonly sessions: SessionsRepository,
  ) {}

  /** Whose session the request carries; with their membership when `slug` names a tenant of theirs. */
  async find(
    request: FastifyRequest,
    _reply: FastifyReply,
    slug: string | undefined,
  ): Promise<SignedInPerson | null> {
    const token = sessionTokenIn(request, this.environment);
    if (token === undefined) return null;
    const row = await this.sessions.findAcrossTenants(hashOf(token), slug ?? null, IDLE_MS);
    return row === null ? null : personOf(row);
  }

  list(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  end(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
  endOthers(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error('not built yet'));
  }
}

function personOf(row: SessionRow): SignedInPerson {
  const { memberId, role, tenantId } = row;
  return {
    kind: 'user',
    userId: row.userId,
    name: row.name,
    email: row.email,
    isOperator: row.isOperator,
    sessionId: row.id,
    confirmedAt: row.confirmedAt,
    mustRotate: row.mustRotate,
    ...(memberId !== null &&
      role !== null &&
      tenantId !== null && { member: { id: memberId, role, tenantId } }),
  };
}
