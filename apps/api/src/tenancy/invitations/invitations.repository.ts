import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { returned, Transaction } from '../../platform/database/transaction';
import { Role } from '../roles/roles';

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedByName: string;
  /** What they are now; null when they are no member any more. */
  readonly inviterRole: Role | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewInvitationRow {
  readonly email: string;
  readonly role: Role;
  readonly tokenHash: Buffer;
  readonly invitedBy: string;
  readonly invitedByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const INVITATION = `
  id, email, role, invited_by_name AS "invitedByName", created_at AS "createdAt", expires_at AS "expiresAt",
  accepted_at AS "acceptedAt", revoked_at AS "revokedAt",
  (SELECT inviter.role FROM membership inviter
   WHERE inviter.tenant_id = invitation.tenant_id AND inviter.user_id = invitation.invited_by) AS "inviterRole"`;

@Injectable()
export class InvitationsRepository {
  /** Newest first. */
  list(transaction: Transaction): Promise<InvitationRow[]> {
    return transaction.query(
      `SELECT ${INVITATION} FROM invitation WHERE tenant_id = $1 ORDER BY created_at DESC, id DESC`,
      [currentTenant()],
    );
  }

  async findByToken(transaction: Transaction, tokenHash: Buffer): Promise<InvitationRow | null> {
    const rows: InvitationRow[] = await transaction.query(
      `SELECT ${INVITATION} FROM invitation WHERE tenant_id = $1 AND token_hash = $2`,
      [currentTenant(), tokenHash],
    );
    return rows[0] ?? null;
  }

  /** As it is now and stays until the transaction ends. */
  async lock(transaction: Transaction, id: string): Promise<InvitationRow | null> {
    const rows: InvitationRow[] = await transaction.query(
      `SELECT ${INVITATION} FROM invitation WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
      [currentTenant(), id],
    );
    return rows[0] ?? null;
  }

  /** As it is now and stays until the transaction ends. */
  async lockByToken(transaction: Transaction, tokenHash: Buffer): Promise<InvitationRow | null> {
    const rows: InvitationRow[] = await transaction.query(
      `SELECT ${INVITATION} FROM invitation WHERE tenant_id = $1 AND token_hash = $2 FOR UPDATE`,
      [currentTenant(), tokenHash],
    );
    return rows[0] ?? null;
  }

  /** Null when one for that address waits already. */
  async insert(transaction: Transaction, invitation: NewInvitationRow): Promise<InvitationRow | null> {
    const rows: InvitationRow[] = await transaction.query(
      `INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_by, invited_by_name, created_at,
         expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (tenant_id, lower(email)) WHERE accepted_at IS NULL AND revoked_at IS NULL DO NOTHING
       RETURNING ${INVITATION}`,
      [
        currentTenant(),
        newId(),
        invitation.email,
        invitation.role,
        invitation.tokenHash,
        invitation.invitedBy,
        invitation.invitedByName,
        invitation.createdAt,
        invitation.expiresAt,
      ],
    );
    return rows[0] ?? null;
  }

  /** The one to that address that nobody accepted or took back, whether it is still good or not. */
  async findUnanswered(transaction: Transaction, email: string): Promise<InvitationRow | null> {
    const rows: InvitationRow[] = await transaction.query(
      `SELECT ${INVITATION} FROM invitation
       WHERE tenant_id = $1 AND lower(email) = lower($2) AND accepted_at IS NULL AND revoked_at IS NULL`,
      [currentTenant(), email],
    );
    return rows[0] ?? null;
  }

  async countUnanswered(transaction: Transaction): Promise<number> {
    const [row]: { count: number }[] = await transaction.query(
      `SELECT count(*)::int AS count FROM invitation
       WHERE tenant_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
      [currentTenant()],
    );
    return row?.count ?? 0;
  }

  async setToken(
    transaction: Transaction,
    id: string,
    link: Pick<NewInvitationRow, 'tokenHash' | 'expiresAt' | 'invitedBy' | 'invitedByName'>,
  ): Promise<InvitationRow> {
    const change = 'token_hash = $3, expires_at = $4, invited_by = $5, invited_by_name = $6';
    const { tokenHash, expiresAt, invitedBy, invitedByName } = link;
    return this.update(transaction, id, change, [tokenHash, expiresAt, invitedBy, invitedByName]);
  }

  async setAccepted(transaction: Transaction, id: string, now: Date): Promise<InvitationRow> {
    return this.update(transaction, id, 'accepted_at = $3', [now]);
  }

  async setRevoked(transaction: Transaction, id: string, now: Date): Promise<InvitationRow> {
    return this.update(transaction, id, 'revoked_at = $3', [now]);
  }

  private async update(
    transaction: Transaction,
    id: string,
    change: string,
    values: unknown[],
  ): Promise<InvitationRow> {
    const result: unknown = await transaction.query(
      `UPDATE invitation SET ${change} WHERE tenant_id = $1 AND id = $2 RETURNING ${INVITATION}`,
      [currentTenant(), id, ...values],
    );
    const [row] = returned<InvitationRow>(result);
    if (row === undefined) throw new Error('The invitation that was locked is gone.');
    return row;
  }
}
