import type { LedgerEntry } from '../ledger/ledger-entry';
import { Random } from '../load/random';
import { merged, type Effect } from './effect';
import { normalised, type FaultRule } from './fault-rule';

interface Armed {
  rule: FaultRule;
  /** Sends that it could have concerned, and those that it did. */
  seen: number;
  applied: number;
}

export interface FaultState {
  seed: number;
  rules: (FaultRule & { seen: number; applied: number; isSpent: boolean })[];
}

/** The rules that are in force. Their counts begin anew when they are set, and when the simulator starts. */
export class Faults {
  private armed: Armed[] = [];
  private seed = 1;
  private random = new Random(1);

  apply(entry: LedgerEntry): void {
    if (entry.kind !== 'faults.set') return;
    this.seed = entry.seed;
    this.random = new Random(entry.seed);
    this.armed = entry.rules.map((rule) => ({ rule: normalised(rule), seen: 0, applied: 0 }));
  }

  state(): FaultState {
    const rules = this.armed.map((armed) => ({
      ...armed.rule,
      seen: armed.seen,
      applied: armed.applied,
      isSpent: isSpent(armed),
    }));
    return { seed: this.seed, rules };
  }

  /** What the rules do to a call that is no send. @param path behind the version */
  effectOnCall(method: string, path: string): Effect {
    let effect: Effect = {};
    for (const one of this.armed)
      if (isOfCall(one, method, path) && this.strikesNow(one)) effect = merged(effect, one.rule.then);
    return effect;
  }

  /** Whether this send is cut before its body is read. */
  cutsUnread(phoneNumberId: string): boolean {
    return this.armed.some((one) => isOfConnection(one) && this.strikes(one, phoneNumberId, undefined));
  }

  /** What the rules do to a send; where several say something about the same, the first wins. */
  effectOn(phoneNumberId: string, to: string): Effect {
    let effect: Effect = {};
    for (const one of this.armed)
      if (!isOfConnection(one) && this.strikes(one, phoneNumberId, to))
        effect = merged(effect, one.rule.then);
    return effect;
  }

  private strikes(one: Armed, phoneNumberId: string, to: string | undefined): boolean {
    const { when } = one.rule;
    if (when.call !== undefined) return false;
    if (when.phoneNumberId !== undefined && when.phoneNumberId !== phoneNumberId) return false;
    if (when.to !== undefined && when.to !== to) return false;
    return this.strikesNow(one);
  }

  /** Of one whose condition holds: by its share, and as often as it may. */
  private strikesNow(one: Armed): boolean {
    const { when } = one.rule;
    if (isSpent(one)) return false;
    one.seen += 1;
    if (when.share !== undefined && !this.random.chance(when.share)) return false;
    one.applied += 1;
    return true;
  }
}

function isOfCall({ rule: { when } }: Armed, method: string, path: string): boolean {
  if (when.call === undefined || (when.method !== undefined && when.method !== method)) return false;
  const isOfNumber = when.phoneNumberId === undefined || path.split('/').includes(when.phoneNumberId);
  return isOfNumber && path.includes(when.call);
}

function isOfConnection({ rule }: Armed): boolean {
  return rule.then.answer === 'reset_before_reading';
}

function isSpent({ rule, applied }: Armed): boolean {
  return rule.when.next !== undefined && applied >= rule.when.next;
}
