import { Injectable } from '@nestjs/common';
import { SecretBox, SecretPlace } from '../../platform/crypto/secret-box';
import { Account, AccountsRepository } from '../accounts/accounts.repository';
import { recoveryCodeHash } from './recovery-codes';
import { looksLikeTotp, totpStep } from './totp';

/** `off`: the account has none. `passed`: the code is used up by it. */
export type SecondFactorOutcome = 'off' | 'passed' | 'missing' | 'wrong';

/** Judges the second proof of who somebody is. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly secrets: SecretBox,
  ) {}

  async check(account: Account, code: string | undefined): Promise<SecondFactorOutcome> {
    if (account.totpConfirmedAt === null) return 'off';
    if (code === undefined || code.trim() === '') return 'missing';
    const isRight = looksLikeTotp(code)
      ? await this.takesTotp(account, code)
      : await this.accounts.takeRecoveryCode(account.id, recoveryCodeHash(code));
    return isRight ? 'passed' : 'wrong';
  }

  /** Whether it is a code of the app that was not used yet; from now on it is. */
  async takesTotp({ id, totpSecret }: Account, code: string): Promise<boolean> {
    if (totpSecret === null || !looksLikeTotp(code)) return false;
    const secret = await this.secrets.open(totpSecret, placeOf(id));
    const step = totpStep(secret, code, new Date());
    return step !== null && (await this.accounts.takeTotpStep(id, step));
  }

  seal(userId: string, secret: string): Promise<Buffer> {
    return this.secrets.seal(secret, placeOf(userId));
  }
}

const placeOf = (userId: string): SecretPlace => ({
  tenantId: null,
  table: 'app_user',
  column: 'totp_secret',
  row: userId,
});
