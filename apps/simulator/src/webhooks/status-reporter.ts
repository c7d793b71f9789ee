import { webhookOf, type Emission } from '../emission/emission';
import type { GraphAccepted, LedgerEntry } from '../ledger/ledger-entry';
import type { Load } from '../load/load';
import type { Numbers } from '../numbers';
import type { People } from '../people/people';
import type { StatusDelays } from '../settings';
import type { Outbox } from './outbox';
import { senderOfRecipient, statusEmission } from './status-emission';
import { ordersOf, statusPlan, type PlannedStatus } from './status-plan';

interface AcceptedMessage {
  message: GraphAccepted;
  remaining: PlannedStatus[];
}

const BATCH_MS = 200;
/** As many as Meta puts into one webhook. */
const MAX_BATCH = 1_000;

/** Tells the product what becomes of each message that Graph accepted. Picks up after a restart what was still to tell. */
export class StatusReporter {
  private readonly unfinished = new Map<string, AcceptedMessage>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private batch: Emission[] = [];
  private running = false;

  constructor(
    private readonly numbers: Numbers,
    private readonly delays: StatusDelays,
    private readonly people: People,
    private readonly load: Load,
    private readonly outbox: Outbox,
  ) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'graph.accepted') {
      const accepted = { message: entry, remaining: statusPlan(entry, this.delays) };
      if (accepted.remaining.length === 0) return;
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

  /** Tells all that there is to tell of a message at once; resolves when the product answered each with 200. */
  async tellNow(wamid: string): Promise<void> {
    const accepted = this.unfinished.get(wamid);
    if (!accepted) return;
    const emissions = accepted.remaining.map((planned) => this.emissionOf(accepted.message, planned));
    await Promise.all(
      emissions.map((emission) =>
        this.outbox.handedOver(this.outbox.emit(webhookOf([emission]), emission.events)),
      ),
    );
  }

  private schedule({ message, remaining }: AcceptedMessage): void {
    for (const planned of remaining) this.after(planned.afterMs, () => this.report(message, planned));
  }

  private after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
  }

  private report(message: GraphAccepted, planned: PlannedStatus): void {
    if (!this.isStillToTell(message.wamid, planned)) return;
    const emission = this.emissionOf(message, planned);
    const { statuses, webhookRetries } = ordersOf(message);
    if (statuses === 'batched') this.addToBatch(emission);
    else if (statuses === 'duplicate') this.emit([emission], 2);
    else if (webhookRetries !== undefined)
      this.outbox.emit(webhookOf([emission]), emission.events, { retriesAfter200: webhookRetries });
    else this.load.emit(emission);
  }

  private emissionOf(message: GraphAccepted, { status, failure }: PlannedStatus): Emission {
    const { wamid, callbackData, phoneNumberId, category, recipientKind } = message;
    // An older ledger does not say which number it was: then there was one.
    const number = this.numbers.find(phoneNumberId) ?? this.numbers.first;
    const to = senderOfRecipient(message, this.people.find(message.to)?.name);
    const isToGroup = recipientKind === 'group';
    const report = { wamid, status, callbackData, failure, isToGroup, ...(category && { category }) };
    return statusEmission(number, to, report, Date.now());
  }

  private addToBatch(emission: Emission): void {
    if (this.batch.length === 0) this.after(BATCH_MS, () => this.flush());
    this.batch.push(emission);
    if (this.batch.length >= MAX_BATCH) this.flush();
  }

  private flush(): void {
    const batch = this.batch;
    this.batch = [];
    if (batch.length > 0) this.emit(batch, 1);
  }

  private emit(emissions: readonly Emission[], times: number): void {
    const events = emissions.flatMap((emission) => emission.events);
    for (let time = 0; time < times; time += 1) this.outbox.emit(webhookOf(emissions), events);
  }

  private isStillToTell(wamid: string, { status }: PlannedStatus): boolean {
    return this.unfinished.get(wamid)?.remaining.some((planned) => planned.status === status) === true;
  }

  private tickOff(wamid: string, status: string): void {
    const accepted = this.unfinished.get(wamid);
    if (!accepted) return;
    accepted.remaining = accepted.remaining.filter((planned) => planned.status !== status);
    if (accepted.remaining.length === 0) this.unfinished.delete(wamid);
  }
}
