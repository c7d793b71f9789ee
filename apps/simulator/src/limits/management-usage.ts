import type { SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import { METAS_LIMITS, type ManagementLimit } from './limit-settings';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
/** The code of a limit that all accounts of the app share. */
const APP_LIMIT = 4;

/** What the headers say: percentages, and minutes until there is room again. */
export interface Usage {
  ofAccount: number;
  ofApp: number;
  minutesToRegainAccess: number;
}

/**
 * Calls that are no sends, in the last hour of the simulator's clock. They are counted against Meta's figures also while
 * no limit is on; a restart forgets them, and what is refused is not counted.
 */
export class ManagementUsage {
  private settings: ManagementLimit | null = null;
  private readonly byAccount = new Map<string, number[]>();
  private refused = 0;

  constructor(
    private readonly clock: Pick<SimulatedClock, 'now'>,
    private readonly isRegistered: (wabaId: string) => boolean,
  ) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind !== 'limits.set') return;
    // An older ledger knows nothing of it.
    this.settings = entry.limits.management ?? null;
    this.byAccount.clear();
    this.refused = 0;
  }

  get limit(): ManagementLimit | null {
    return this.settings;
  }

  get hits(): number {
    return this.refused;
  }

  /** Counts a call. The code to refuse it with; undefined: it is let through. */
  call(wabaId: string): number | undefined {
    const calls = this.callsOf(wabaId);
    const { code } = this.settings ?? METAS_LIMITS.management;
    const used = code === APP_LIMIT ? this.ofAllAccounts() : calls.length;
    const isOver = used >= this.mostOf(wabaId);
    if (isOver && this.settings) {
      this.refused += 1;
      return code;
    }
    if (!isOver) calls.push(this.clock.now());
    return undefined;
  }

  usageOf(wabaId: string): Usage {
    const calls = this.callsOf(wabaId);
    const most = this.mostOf(wabaId);
    const [oldest = 0] = calls;
    const waitMs = calls.length < most ? 0 : oldest + HOUR_MS - this.clock.now();
    return {
      ofAccount: Math.ceil((100 * calls.length) / most),
      ofApp: Math.ceil((100 * this.ofAllAccounts()) / most),
      minutesToRegainAccess: Math.max(0, Math.ceil(waitMs / MINUTE_MS)),
    };
  }

  private mostOf(wabaId: string): number {
    const { callsPerHour, unregisteredCallsPerHour } = this.settings ?? METAS_LIMITS.management;
    return this.isRegistered(wabaId) ? callsPerHour : unregisteredCallsPerHour;
  }

  private ofAllAccounts(): number {
    return [...this.byAccount.keys()].reduce((sum, wabaId) => sum + this.callsOf(wabaId).length, 0);
  }

  /** Of the last hour, the oldest first. */
  private callsOf(wabaId: string): number[] {
    const calls = this.byAccount.get(wabaId) ?? [];
    const since = this.clock.now() - HOUR_MS;
    const over = calls.findIndex((at) => at > since);
    calls.splice(0, over === -1 ? calls.length : over);
    this.byAccount.set(wabaId, calls);
    return calls;
  }
}
