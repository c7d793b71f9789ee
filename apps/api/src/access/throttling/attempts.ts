import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemForNow } from '../../kernel/problem';
import { DatabaseAway, SystemDatabase } from '../../platform/database/database';
import { lockOutSeconds, TRIES, WINDOW_S } from './lock-out';
import { networkOf } from './network-of';

const TRIES_PER_ADDRESS = 50;
const DAY_S = 24 * 3_600;
const MAILS_PER_ACCOUNT = 3;

/** One try to prove who somebody is, counted before it is judged: a thousand at once are still only five guesses. */
export interface Attempt {
  /** It was right: the account starts anew. */
  succeeded(): Promise<void>;
  /** It was wrong, and stays counted. */
  failed(): Promise<void>;
  /** It was neither, so it is not counted; nothing is forgiven by it either. */
  undecided(): Promise<void>;
}

/** Slows down guessing, per account and per address, over all processes. Keys are hashed: no address book is kept here. */
@Injectable()
export class Attempts {
  private readonly accounts: RateLimiterPostgres;
  private readonly lockOuts: RateLimiterPostgres;
  private readonly addresses: RateLimiterPostgres;
  private readonly mails: RateLimiterPostgres;

  constructor({ source }: SystemDatabase) {
    const limiter = (keyPrefix: string, points: number, duration: number, clearExpiredByTimeout = false) =>
      new RateLimiterPostgres({
        storeClient: source,
        storeType: 'typeorm',
        tableName: 'throttle',
        tableCreated: true,
        clearExpiredByTimeout,
        keyPrefix,
        points,
        duration,
      });
    this.accounts = limiter('account', TRIES, WINDOW_S, true);
    this.lockOuts = limiter('lock-out', TRIES, DAY_S);
    this.addresses = limiter('address', TRIES_PER_ADDRESS, WINDOW_S);
    this.mails = limiter('mail', MAILS_PER_ACCOUNT, WINDOW_S);
  }

  /**
   * `account`: the id of the person, or what was typed where there is none.
   * @throws ProblemForNow 429 `too_many_attempts`
   */
  async begin(account: string, address: string): Promise<Attempt> {
    const [person, place] = [hashed(account), hashed(networkOf(address))];
    await this.consume(this.addresses, place);
    const tries = await this.consume(this.accounts, person);
    return {
      succeeded: async () => {
        await this.reach(Promise.all([this.forgive(account), this.addresses.reward(place)]));
      },
      failed: async () => {
        if (tries >= TRIES) await this.lockOut(person);
      },
      undecided: async () => {
        await this.reach(Promise.all([this.accounts.reward(person), this.addresses.reward(place)]));
      },
    };
  }

  /** For what is not about one account. @throws ProblemForNow 429 */
  async countAddress(address: string): Promise<void> {
    await this.consume(this.addresses, hashed(networkOf(address)));
  }

  /** Whether one more mail may be sent to this account now. */
  async mayMail(account: string): Promise<boolean> {
    const { consumedPoints } = await this.reach(this.mails.penalty(hashed(account)));
    return consumedPoints <= MAILS_PER_ACCOUNT;
  }

  async forgive(account: string): Promise<void> {
    const person = hashed(account);
    await this.reach(Promise.all([this.accounts.delete(person), this.lockOuts.delete(person)]));
  }

  private async lockOut(person: string): Promise<void> {
    const { consumedPoints } = await this.reach(this.lockOuts.penalty(person));
    await this.reach(this.accounts.block(person, lockOutSeconds(consumedPoints)));
  }

  private async consume(limiter: RateLimiterPostgres, key: string): Promise<number> {
    try {
      return (await limiter.consume(key)).consumedPoints;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw tooMany(refusal.msBeforeNext);
      throw new DatabaseAway(refusal);
    }
  }

  private async reach<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw new DatabaseAway(error);
    }
  }
}

const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');

const tooMany = (waitMs: number): ProblemForNow =>
  new ProblemForNow(
    429,
    'too_many_attempts',
    'There were too many attempts.',
    Math.max(1, Math.ceil(waitMs / 1000)),
    'Please wait before you try again.',
  );
