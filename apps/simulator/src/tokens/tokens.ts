import { createHash, randomBytes } from 'node:crypto';
import type { SimulatedClock } from '../clock';
import { failureOf } from '../graph/error-table';
import { TOKEN_EXPIRED, TOKEN_INVALID, tokenOver, type GraphFailure } from '../graph/graph-failure';
import type { LedgerEntry } from '../ledger/ledger-entry';
import { REVOCATIONS, SCOPES, type AccessToken, type Revocation } from './access-token';

const EXPIRED = 463;

export function fingerprintOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** As Meta's look. */
export function newToken(): string {
  return `EAA${randomBytes(60).toString('base64url').replaceAll(/[-_]/g, 'Z')}`;
}

interface Kept {
  token: AccessToken;
  issuedAt: number;
  revoked: Revocation | null;
}

/** The tokens that Graph knows: the one of the settings, which may do everything for ever, the app's own, and those issued since. */
export class Tokens {
  private readonly byFingerprint = new Map<string, Kept>();
  private readonly lasting: ReadonlyMap<string, AccessToken>;

  /** @param appToken the app's id and secret with `|` between them */
  constructor(
    private readonly clock: Pick<SimulatedClock, 'now' | 'timeOf'>,
    configured: string,
    appToken: string,
  ) {
    const lasting = (text: string, kind: AccessToken['kind'], scopes: readonly string[]): AccessToken => ({
      fingerprint: fingerprintOf(text),
      kind,
      scopes,
      expiresAt: null,
      wabaIds: null,
    });
    this.lasting = new Map([
      [appToken, lasting(appToken, 'APP', [])],
      [configured, lasting(configured, 'SYSTEM_USER', SCOPES)],
    ]);
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'token.issued')
      this.byFingerprint.set(entry.token.fingerprint, {
        token: entry.token,
        issuedAt: this.clock.timeOf(entry),
        revoked: null,
      });
    else if (entry.kind === 'token.revoked') {
      const kept = this.byFingerprint.get(entry.fingerprint);
      if (kept) kept.revoked = entry.because;
    }
  }

  /** Whether it was issued, however it stands now. */
  isKnown(text: string): boolean {
    return this.lasting.has(text) || this.byFingerprint.has(fingerprintOf(text));
  }

  /** The token, or why it is no good (facts A3, A4: 190 and its subcodes). Constant work for the configured one. */
  judge(text: string): AccessToken | GraphFailure {
    const lasting = this.lasting.get(text);
    if (lasting) return lasting;
    const kept = this.byFingerprint.get(fingerprintOf(text));
    if (kept === undefined) return TOKEN_INVALID;
    if (kept.revoked !== null) return tokenOver(REVOCATIONS[kept.revoked]);
    const { token } = kept;
    if (token.expiresAt !== null && token.expiresAt <= this.clock.now()) return TOKEN_EXPIRED;
    return token.refusal === undefined ? token : failureOf(token.refusal);
  }

  /** How it stands; null: it was never issued. `subcode` of 190 where it is over. */
  find(text: string): { token: AccessToken; issuedAt: number; subcode: number | null } | null {
    const lasting = this.lasting.get(text);
    if (lasting) return { token: lasting, issuedAt: 0, subcode: null };
    const kept = this.byFingerprint.get(fingerprintOf(text));
    if (kept === undefined) return null;
    const isExpired = kept.token.expiresAt !== null && kept.token.expiresAt <= this.clock.now();
    const subcode = kept.revoked !== null ? REVOCATIONS[kept.revoked] : isExpired ? EXPIRED : null;
    return { token: kept.token, issuedAt: kept.issuedAt, subcode };
  }

  list(): { token: AccessToken; revoked: Revocation | null }[] {
    return [...this.byFingerprint.values()].map(({ token, revoked }) => ({ token, revoked }));
  }
}
