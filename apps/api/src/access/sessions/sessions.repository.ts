import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';
import { returned, Transaction } from '../../platform/database/transaction';
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

/** What a person sees of a session of theirs. */
export interface SessionSummary {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly lifetimeMs: number;
  readonly address: string;
  readonly userAgent: string | null;
}

/** How long the old token is good after a rotation, for the requests that were on their way. */
const GRACE_S = 30;

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

  /** The role that the person of this session has in that tenant now; null when either is over. */
  async roleAcrossTenants(sessionId: string, tenantId: string, idleMs: number): Promise<Role | null> {
    const [row] = await this.system.query<{ role: Role }>(
      `SELECT membership.role FROM session
       JOIN membership ON membership.user_id = session.user_id AND membership.tenant_id = $2
       WHERE session.id = $1 AND session.expires_at > now()
         AND session.last_seen_at > now() - $3 * interval '1 millisecond'`,
      [sessionId, tenantId, idleMs],
    );
    return row?.role ?? null;
  }

  /** Also puts away those of this person that are over. */
  async insert(transaction: Transaction, session: NewSession, idleMs: number): Promise<Date> {
    await transaction.query(
      `DELETE FROM session WHERE user_id = $1
         AND (expires_at < now() OR last_seen_at < now() - $2 * interval '1 millisecond')`,
      [session.userId, idleMs],
    );
    const [row] = await transaction.query<{ expiresAt: Date }[]>(
      `INSERT INTO session (id, user_id, token_hash, expires_at, address, user_agent)
       VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond', $5, $6) RETURNING expires_at AS "expiresAt"`,
      [session.id, session.userId, session.tokenHash, session.lifetimeMs, session.address, session.userAgent],
    );
    if (row === undefined) throw new Error('PostgreSQL did not answer the session that it inserted.');
    return row.expiresAt;
  }

  async touch(id: string): Promise<void> {
    await this.system.query('UPDATE session SET last_seen_at = now() WHERE id = $1', [id]);
  }

  /**
   * Puts one token in the place of another; of two who try at once, one does it and the other is answered null.
   * @returns when the session ends
   */
  async rotate(
    from: Buffer,
    to: Buffer,
    { onlyIfDue, confirmed }: { onlyIfDue: boolean; confirmed: boolean },
    transaction: Transaction = this.system.source.manager,
  ): Promise<Date | null> {
    const [row] = returned<{ expiresAt: Date }>(
      await transaction.query(
        `UPDATE session SET token_hash = $2, previous_token_hash = $1,
           previous_valid_until = now() + interval '${GRACE_S} seconds', must_rotate = false,
           confirmed_at = CASE WHEN $4 THEN now() ELSE confirmed_at END
         WHERE token_hash = $1 AND (must_rotate OR NOT $3) RETURNING expires_at AS "expiresAt"`,
        [from, to, onlyIfDue, confirmed],
      ),
    );
    return row?.expiresAt ?? null;
  }

  async confirm(id: string, transaction: Transaction = this.system.source.manager): Promise<void> {
    await transaction.query('UPDATE session SET confirmed_at = now() WHERE id = $1', [id]);
  }

  async makeRotate(transaction: Transaction, userId: string): Promise<void> {
    await transaction.query('UPDATE session SET must_rotate = true WHERE user_id = $1', [userId]);
  }

  /** The last seen first; without those that are over. */
  list(userId: string, idleMs: number): Promise<SessionSummary[]> {
    return this.system.query(
      `SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt", address,
         user_agent AS "userAgent"
       FROM session WHERE user_id = $1 AND expires_at > now()
         AND last_seen_at > now() - $2 * interval '1 millisecond'
       ORDER BY last_seen_at DESC, id DESC`,
      [userId, idleMs],
    );
  }

  /** @returns the ids of what it ended */
  async end(transaction: Transaction, userId: string, id: string): Promise<string[]> {
    return this.ended(transaction, 'user_id = $1 AND id = $2', [userId, id]);
  }

  async endByToken(transaction: Transaction, tokenHash: Buffer): Promise<string[]> {
    return this.ended(transaction, 'token_hash = $1 OR previous_token_hash = $1', [tokenHash]);
  }

  /** @returns the ids of what it ended */
  async endAllOf(transaction: Transaction, userId: string, except: string | null): Promise<string[]> {
    return this.ended(transaction, 'user_id = $1 AND id IS DISTINCT FROM $2', [userId, except]);
  }

  /** All of that person but the `kept` that were seen last. */
  async endBeyond(transaction: Transaction, userId: string, kept: number): Promise<string[]> {
    return this.ended(
      transaction,
      `id IN (SELECT id FROM session WHERE user_id = $1 ORDER BY last_seen_at DESC, id DESC OFFSET $2)`,
      [userId, kept],
    );
  }

  private async ended(transaction: Transaction, which: string, values: unknown[]): Promise<string[]> {
    const rows = returned<{ id: string }>(
      await transaction.query(`DELETE FROM session WHERE ${which} RETURNING id`, values),
    );
    return rows.map(({ id }) => id);
  }
}
