import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { Role } from '../roles/roles';

export interface MemberRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly twoFactor: boolean;
  readonly version: number;
  readonly joinedAt: Date;
}

export interface MembershipRow {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly version: number;
}

const MEMBER = `
  membership.id, membership.user_id AS "userId", app_user.name, app_user.email, membership.role,
  app_user.totp_confirmed_at IS NOT NULL AS "twoFactor", membership.version, membership.created_at AS "joinedAt"`;

@Injectable()
export class MembersRepository {
  /** In the order in which they joined. */
  list(transaction: Transaction): Promise<MemberRow[]> {
    return transaction.query(
      `SELECT ${MEMBER} FROM membership JOIN app_user ON app_user.id = membership.user_id
       WHERE membership.tenant_id = $1 ORDER BY membership.created_at, membership.id`,
      [currentTenant()],
    );
  }

  async find(transaction: Transaction, memberId: string): Promise<MemberRow | null> {
    const rows: MemberRow[] = await transaction.query(
      `SELECT ${MEMBER} FROM membership JOIN app_user ON app_user.id = membership.user_id
       WHERE membership.tenant_id = $1 AND membership.id = $2`,
      [currentTenant(), memberId],
    );
    return rows[0] ?? null;
  }

  async ofUser(transaction: Transaction, userId: string): Promise<MembershipRow | null> {
    const rows: MembershipRow[] = await transaction.query(
      `SELECT id, user_id AS "userId", role, version FROM membership WHERE tenant_id = $1 AND user_id = $2`,
      [currentTenant(), userId],
    );
    return rows[0] ?? null;
  }

  async hasEmail(transaction: Transaction, email: string): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `SELECT 1 FROM membership JOIN app_user ON app_user.id = membership.user_id
       WHERE membership.tenant_id = $1 AND lower(app_user.email) = lower($2)`,
      [currentTenant(), email],
    );
    return rows.length > 0;
  }

  /**
   * The owners, the member and the one who acts, as they are now and stay until the transaction ends. Always in the
   * order of their ids, so that two who lock the same rows never wait for each other.
   */
  lock(transaction: Transaction, about: { memberId?: string; userId?: string }): Promise<MembershipRow[]> {
    return transaction.query(
      `SELECT id, user_id AS "userId", role, version FROM membership
       WHERE tenant_id = $1 AND (role = 'owner' OR id = $2 OR user_id = $3) ORDER BY id FOR UPDATE`,
      [currentTenant(), about.memberId ?? null, about.userId ?? null],
    );
  }

  /** The id of the new member; null when the person is one already. */
  async insert(transaction: Transaction, member: { userId: string; role: Role }): Promise<string | null> {
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO membership (tenant_id, id, user_id, role) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, user_id) DO NOTHING RETURNING id`,
      [currentTenant(), newId(), member.userId, member.role],
    );
    return rows[0]?.id ?? null;
  }

  async setRole(transaction: Transaction, memberId: string, role: Role): Promise<void> {
    await transaction.query(
      'UPDATE membership SET role = $3, version = version + 1 WHERE tenant_id = $1 AND id = $2',
      [currentTenant(), memberId, role],
    );
  }

  async delete(transaction: Transaction, memberId: string): Promise<boolean> {
    const result: unknown = await transaction.query(
      'DELETE FROM membership WHERE tenant_id = $1 AND id = $2 RETURNING id',
      [currentTenant(), memberId],
    );
    return returned(result).length > 0;
  }
}
