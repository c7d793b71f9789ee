import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import type { Signup } from './signup';

/** The codes of Embedded Signup, each good for half a minute and once. */
export class Signups {
  private readonly byCode = new Map<string, Signup>();
  private readonly used = new Set<string>();

  constructor(private readonly clock: Pick<SimulatedClock, 'now'>) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'signup.made') this.byCode.set(entry.signup.code, entry.signup);
    else if (entry.kind === 'signup.used') this.used.add(entry.code);
  }

  find(code: string): Signup | 'unknown' | 'used' | 'expired' {
    const signup = this.byCode.get(code);
    if (signup === undefined) return 'unknown';
    if (this.used.has(code)) return 'used';
    return signup.expiresAt <= this.clock.now() ? 'expired' : signup;
  }
}
