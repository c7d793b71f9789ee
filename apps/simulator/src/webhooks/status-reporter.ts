import type { GraphAccepted, LedgerEntry } from '../ledger/ledger-entry';
import type { People } from '../people/people';
import type { Numbers } from '../numbers';
import type { StatusDelays } from '../settings';
import type { Load } from '../load/load';
import { statusEmission } from './status-emission';
import { statusPlan, type PlannedStatus } from './status-plan';

interface AcceptedMessage {
  message: GraphAccepted;
  remaining: PlannedStatus[];
}

/** Tells the product what becomes of each message that Graph accepted. Picks up after a restart what was still to tell. */
export class StatusReporter {
  private readonly unfinished = new Map<string, AcceptedMessage>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private running = false;

  constructor(
    private readonly numbers: Numbers,
    private readonly delays: StatusDelays,
    private readonly people: People,
    private readonly load: Load,
  ) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'graph.accepted') {
      const accepted = { message: entry, remaining: statusPlan(entry.to, this.delays) };
      this.unfinished.set(entry.wamid, accepted);
      if (this.running) this.schedule(accepted);
    } else if (entry.kind === 'webhook.emitted') {
      for (const event of entry.events) if (event.type === 'status') this.tickOff(event.wamid, event.status);
    }
  }

  start(): void {
    this.running = true;
    for (const accepted of this.unfinished.values()) this.schedule(accepted);
  }

  stop(): void {
    this.running = false;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private schedule({ message, remaining }: AcceptedMessage): void {
    for (const planned of remaining) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.report(message, planned);
      }, planned.afterMs);
      this.timers.add(timer);
    }
  }

  private report(message: GraphAccepted, { status, failure }: PlannedStatus): void {
    const { wamid, to, callbackData, phoneNumberId } = message;
    const person = { phone: to, name: this.people.find(to)?.name ?? `+${to}` };
    // An older ledger does not say which number it was: then there was one.
    const number = this.numbers.find(phoneNumberId) ?? this.numbers.first;
    this.load.emit(statusEmission(number, person, { wamid, status, callbackData, failure }, Date.now()));
  }

  private tickOff(wamid: string, status: string): void {
    const accepted = this.unfinished.get(wamid);
    if (!accepted) return;
    accepted.remaining = accepted.remaining.filter((planned) => planned.status !== status);
    if (accepted.remaining.length === 0) this.unfinished.delete(wamid);
  }
}
