import { Injectable } from '@nestjs/common';
import { Account, AccountsRepository } from '../accounts/accounts.repository';
import { PasswordHashing } from '../passwords/password-hashing';
import { Attempt, Attempts } from '../throttling/attempts';
import { SecondFactor } from '../two-factor/second-factor';

/** What somebody shows to prove who they are. */
export interface Proof {
  readonly password: string;
  readonly code?: string | undefined;
}

export type ProofOutcome =
  | { readonly is: 'proved'; readonly account: Account }
  | { readonly is: 'wrong_password' }
  | { readonly is: 'second_factor_required' }
  | { readonly is: 'wrong_code'; readonly account: Account };

/** Judges proofs, at a price: who guesses is slowed down, and learns the same from an account as from none. */
@Injectable()
export class IdentityProof {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly hashing: PasswordHashing,
    private readonly factor: SecondFactor,
    private readonly attempts: Attempts,
  ) {}

  /**
   * `account`: null where there is none of that `name`, which is folded as accounts are found: two ways of writing it
   * that lead to one account must share their tries also where there is none, or a lock-out tells which it is.
   * @throws ProblemForNow 429 `too_many_attempts`, 503 `busy`
   */
  async judge(account: Account | null, name: string, proof: Proof, address: string): Promise<ProofOutcome> {
    const attempt = await this.attempts.begin(account?.id ?? name, address);
    let outcome: ProofOutcome;
    try {
      outcome = await this.look(account, proof);
    } catch (error) {
      // That we are busy says nothing about the password.
      await attempt.undecided();
      throw error;
    }
    await settle(attempt, outcome);
    return outcome;
  }

  private async look(account: Account | null, { password, code }: Proof): Promise<ProofOutcome> {
    const isRight = await this.hashing.verify(account?.passwordHash ?? null, password);
    if (account === null || !isRight) return { is: 'wrong_password' };
    const second = await this.factor.check(account, code);
    if (second === 'missing') return { is: 'second_factor_required' };
    if (second === 'wrong') return { is: 'wrong_code', account };
    if (this.hashing.isOutdated(account.passwordHash)) {
      await this.accounts.rehash(account.id, account.passwordHash, await this.hashing.hash(password));
    }
    return { is: 'proved', account };
  }
}

/** A right password without its code forgives nothing, or codes could be guessed without end. */
function settle(attempt: Attempt, { is }: ProofOutcome): Promise<void> {
  if (is === 'proved') return attempt.succeeded();
  return is === 'second_factor_required' ? attempt.undecided() : attempt.failed();
}
