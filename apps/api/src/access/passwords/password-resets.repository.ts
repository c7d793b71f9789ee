import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';
import { returned, Transaction } from '../../platform/database/transaction';

@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly system: SystemDatabase) {}

  async insert(
    transaction: Transaction,
    userId: string,
    tokenHash: Buffer,
    lifetimeS: number,
  ): Promise<void> {
    await transaction.query('DELETE FROM password_reset WHERE expires_at < now()');
    await transaction.query(
      `INSERT INTO password_reset (token_hash, user_id, expires_at)
       VALUES ($1, $2, now() + $3 * interval '1 second')`,
      [tokenHash, userId, lifetimeS],
    );
  }

  /** Whose password the token may set; null when it is not good, or not any more. */
  async userOf(tokenHash: Buffer): Promise<string | null> {
    const [row] = await this.system.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM password_reset
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()`,
      [tokenHash],
    );
    return row?.userId ?? null;
  }

  /** Of two who use it at once, one is answered false. */
  async use(transaction: Transaction, tokenHash: Buffer): Promise<boolean> {
    const rows = returned(
      await transaction.query(
        `UPDATE password_reset SET used_at = now()
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING user_id`,
        [tokenHash],
      ),
    );
    return rows.length > 0;
  }

  /** Who has a new password needs no older link. */
  async voidAllOf(transaction: Transaction, userId: string): Promise<void> {
    await transaction.query(
      'UPDATE password_reset SET used_at = now() WHERE user_id = $1 AND used_at IS NULL',
      [userId],
    );
  }
}
