import { Algorithm, hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { HashingLine } from './hashing-line';

/** argon2id as facts/reliability.md E15 asks: 19 MiB and about 70 ms each. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MAX_WAITING = 50;

/** Of no password at all: who has no account is kept waiting as long as who has. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Hashes and checks passwords, in Unicode's form C (RFC 8265): the same letters are the same password, however a
 * keyboard puts an accent together. Nothing else is changed, and nothing is cut off.
 */
@Injectable()
export class PasswordHashing {
  private readonly line = new HashingLine(AT_ONCE, MAX_WAITING);

  /** @throws ProblemForNow 503 */
  hash(password: string): Promise<string> {
    return this.line.run(() =>
      hash(password.normalize('NFC'), { algorithm: 2 satisfies Algorithm.Argon2id, ...COST }),
    );
  }

  /** Null for who has no account: as slow, and never right. @throws ProblemForNow 503 */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const isRight = await this.line.run(() => verify(stored ?? NOBODY, password.normalize('NFC')));
    return stored !== null && isRight;
  }

  /** It was made at another cost than we ask for today. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return (
      !stored.startsWith('$argon2id$') ||
      memoryCost !== COST.memoryCost ||
      timeCost !== COST.timeCost ||
      parallelism !== COST.parallelism
    );
  }
}
