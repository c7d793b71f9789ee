import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';
import { returned, Transaction } from '../../platform/database/transaction';
import { Role } from '../../tenancy';

/** A person as the way in knows them. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly isOperator: boolean;
  /** Sealed; there from the beginning of the set-up of the second factor on. */
  readonly totpSecret: Buffer | null;
  /** Null until the first code was entered: before that no code is asked for. */
  readonly totpConfirmedAt: Date | null;
  readonly recoveryCodesLeft: number;
}

export interface MembershipOfPerson {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
}

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly isOperator: boolean;
}

const ACCOUNT = `
  SELECT id, email, name, password_hash AS "passwordHash", is_operator AS "isOperator", totp_secret AS "totpSecret",
    totp_confirmed_at AS "totpConfirmedAt",
    (SELECT count(*)::int FROM recovery_code WHERE user_id = app_user.id AND used_at IS NULL) AS "recoveryCodesLeft"
  FROM app_user`;

@Injectable()
export class AccountsRepository {
  constructor(private readonly system: SystemDatabase) {}

  async find(id: string): Promise<Account | null> {
    const [account] = await this.system.query<Account>(`${ACCOUNT} WHERE id = $1`, [id]);
    return account ?? null;
  }

  async findByEmail(email: string): Promise<Account | null> {
    const [account] = await this.system.query<Account>(`${ACCOUNT} WHERE lower(email) = lower($1)`, [email]);
    return account ?? null;
  }

  /** The address as this database compares it: JavaScript has other small letters for some. */
  async folded(email: string): Promise<string> {
    const [row] = await this.system.query<{ folded: string }>('SELECT lower($1) AS folded', [email]);
    return row?.folded ?? email;
  }

  async isThereAny(): Promise<boolean> {
    const [row] = await this.system.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM app_user) AS any');
    return row?.any === true;
  }

  /** By name. Within a transaction, pass it: who holds a connection must not wait for another. */
  membershipsAcrossTenants(
    userId: string,
    transaction: Transaction = this.system.source.manager,
  ): Promise<MembershipOfPerson[]> {
    return transaction.query(
      `SELECT tenant.id AS "tenantId", tenant.slug, tenant.name, membership.role
       FROM membership JOIN tenant ON tenant.id = membership.tenant_id
       WHERE membership.user_id = $1 ORDER BY lower(tenant.name), tenant.id`,
      [userId],
    );
  }

  /** Answers false when the address is taken. */
  async insert(transaction: Transaction, account: NewAccount): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      `INSERT INTO app_user (id, email, name, password_hash, is_operator) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
      [account.id, account.email, account.name, account.passwordHash, account.isOperator],
    );
    return rows.length > 0;
  }

  async rename(transaction: Transaction, id: string, name: string): Promise<void> {
    await transaction.query('UPDATE app_user SET name = $2 WHERE id = $1', [id, name]);
  }

  async setPassword(transaction: Transaction, id: string, passwordHash: string): Promise<void> {
    await transaction.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  }

  /** The same password at today's cost: nothing changes unless it is still the one that was checked. */
  async rehash(id: string, from: string, to: string): Promise<void> {
    await this.system.query('UPDATE app_user SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
      id,
      from,
      to,
    ]);
  }

  /** A secret that no code was entered for yet. Answers false when the second factor is on already. */
  async beginTwoFactor(id: string, sealedSecret: Buffer): Promise<boolean> {
    const rows = returned(
      await this.system.query(
        `UPDATE app_user SET totp_secret = $2, totp_last_step = NULL
         WHERE id = $1 AND totp_confirmed_at IS NULL RETURNING id`,
        [id, sealedSecret],
      ),
    );
    return rows.length > 0;
  }

  /** Answers false when it was on already. */
  async confirmTwoFactor(transaction: Transaction, id: string): Promise<boolean> {
    const rows = returned(
      await transaction.query(
        `UPDATE app_user SET totp_confirmed_at = now() WHERE id = $1 AND totp_confirmed_at IS NULL RETURNING id`,
        [id],
      ),
    );
    return rows.length > 0;
  }

  /** Answers false when it was off already. */
  async endTwoFactor(transaction: Transaction, id: string): Promise<boolean> {
    await transaction.query('DELETE FROM recovery_code WHERE user_id = $1', [id]);
    const rows = returned(
      await transaction.query(
        `UPDATE app_user SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
         WHERE id = $1 AND totp_confirmed_at IS NOT NULL RETURNING id`,
        [id],
      ),
    );
    return rows.length > 0;
  }

  /** No code is accepted twice: of two requests with the same one, exactly one is answered true. */
  async takeTotpStep(id: string, step: number): Promise<boolean> {
    const rows = returned(
      await this.system.query(
        `UPDATE app_user SET totp_last_step = $2
         WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2) RETURNING id`,
        [id, step],
      ),
    );
    return rows.length > 0;
  }

  /** Each is good once. */
  async takeRecoveryCode(id: string, codeHash: Buffer): Promise<boolean> {
    const rows = returned(
      await this.system.query(
        `UPDATE recovery_code SET used_at = now()
         WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING user_id`,
        [id, codeHash],
      ),
    );
    return rows.length > 0;
  }

  async replaceRecoveryCodes(transaction: Transaction, id: string, hashes: readonly Buffer[]): Promise<void> {
    await transaction.query('DELETE FROM recovery_code WHERE user_id = $1', [id]);
    await transaction.query('INSERT INTO recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [
      id,
      hashes,
    ]);
  }
}
