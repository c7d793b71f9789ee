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
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewInvitationRow {
  readonly email: string;
  readonly role: Role;
  readonly tokenHash: Buffer;
  readonly invitedByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const INVITATION = `
  id, email, role, invited_by_name AS "invitedByName", created_at AS "createdAt", expires_at AS "expiresAt",
  accepted_at AS "acceptedAt", revoked_at AS "revokedAt"`;

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
      `INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_by_name, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (tenant_id, lower(email)) WHERE accepted_at IS NULL AND revoked_at IS NULL DO NOTHING
       RETURNING ${INVITATION}`,
      [
        currentTenant(),
        newId(),
        invitation.email,
        invitation.role,
        invitation.tokenHash,
        invitation.invitedByName,
        invitation.createdAt,
        invitation.expiresAt,
      ],
    );
    return rows[0] ?? null;
  }

  /** Makes room for another one to the same address. */
  async putAwayExpired(transaction: Transaction, email: string, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE invitation SET revoked_at = $3
       WHERE tenant_id = $1 AND lower(email) = lower($2) AND expires_at <= $3
         AND accepted_at IS NULL AND revoked_at IS NULL`,
      [currentTenant(), email, now],
    );
  }

  async setToken(
    transaction: Transaction,
    id: string,
    { tokenHash, expiresAt }: { tokenHash: Buffer; expiresAt: Date },
  ): Promise<InvitationRow> {
    return this.update(transaction, id, 'token_hash = $3, expires_at = $4', [tokenHash, expiresAt]);
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
