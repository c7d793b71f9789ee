import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';
import { Role } from '../../tenancy';

/** A session that is still good, its person, and their membership in the tenant that was asked about. */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isOperator: boolean;
  readonly confirmedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly mustRotate: boolean;
  /** The token is the one before the last rotation. */
  readonly isPrevious: boolean;
  readonly memberId: string | null;
  readonly role: Role | null;
  readonly tenantId: string | null;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly system: SystemDatabase) {}

  /** One statement, since every request of a person asks it. */
  async findAcrossTenants(
    tokenHash: Buffer,
    slug: string | null,
    idleMs: number,
  ): Promise<SessionRow | null> {
    const [row] = await this.system.query<SessionRow>(
      `SELECT session.id, session.user_id AS "userId", app_user.name, app_user.email,
         app_user.is_operator AS "isOperator", session.confirmed_at AS "confirmedAt",
         session.last_seen_at AS "lastSeenAt", session.expires_at AS "expiresAt",
         session.must_rotate AS "mustRotate", session.token_hash <> $1 AS "isPrevious",
         membership.id AS "memberId", membership.role, membership.tenant_id AS "tenantId"
       FROM session
       JOIN app_user ON app_user.id = session.user_id
       LEFT JOIN tenant ON tenant.slug = $2
       LEFT JOIN membership ON membership.tenant_id = tenant.id AND membership.user_id = app_user.id
       WHERE (session.token_hash = $1
           OR (session.previous_token_hash = $1 AND session.previous_valid_until > now()))
         AND session.expires_at > now()
         AND session.last_seen_at > now() - $3 * interval '1 millisecond'`,
      [tokenHash, slug, idleMs],
    );
    return row ?? null;
  }
}
