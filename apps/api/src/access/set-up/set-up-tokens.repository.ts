import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';
import { returned, Transaction } from '../../platform/database/transaction';

/** The one token that may make the first account. */
@Injectable()
export class SetUpTokensRepository {
  constructor(private readonly system: SystemDatabase) {}

  /** Answers false when somebody has an account, or there is a token already. */
  async insertFirst(tokenHash: Buffer): Promise<boolean> {
    const rows = await this.system.query(
      `INSERT INTO set_up_token (token_hash) SELECT $1 WHERE NOT EXISTS (SELECT FROM app_user)
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [tokenHash],
    );
    return rows.length > 0;
  }

  /** In the place of the one before. Answers false when somebody has an account. */
  async replace(tokenHash: Buffer): Promise<boolean> {
    const rows = await this.system.query(
      `INSERT INTO set_up_token (token_hash) SELECT $1 WHERE NOT EXISTS (SELECT FROM app_user)
       ON CONFLICT (id) DO UPDATE SET token_hash = $1, created_at = now() RETURNING id`,
      [tokenHash],
    );
    return rows.length > 0;
  }

  async isGood(tokenHash: Buffer): Promise<boolean> {
    const rows = await this.system.query('SELECT id FROM set_up_token WHERE token_hash = $1', [tokenHash]);
    return rows.length > 0;
  }

  /** Of two who use it at once, one waits for the other and is answered false. */
  async use(transaction: Transaction, tokenHash: Buffer): Promise<boolean> {
    const rows = returned(
      await transaction.query('DELETE FROM set_up_token WHERE token_hash = $1 RETURNING id', [tokenHash]),
    );
    return rows.length > 0;
  }
}
