import { readLedger } from '../../lab/read-ledger.ts';

/** What the simulator's ledger knows one element by; see `apps/simulator/src/ledger/ledger-entry.ts`. */
export type LedgerEvent =
  | {
      type: 'message';
      wamid: string;
      from: string;
      text: string;
      messageType?: string;
      phoneNumberId?: string;
      person?: string;
      sequence?: number;
      identities?: string[];
    }
  | { type: 'status'; wamid: string; to: string; status: string; phoneNumberId?: string }
  | { type: 'account' | 'person' | 'preference' | 'poison'; field: string; marker: string; wabaId: string };

export type LedgerEntry =
  | { kind: 'webhook.emitted'; seq: number; at: string; webhookId: string; events: LedgerEvent[] }
  | { kind: 'webhook.attempted'; seq: number; webhookId: string; attempt: number; httpStatus: number | null }
  | { kind: 'graph.accepted'; seq: number; wamid: string; callbackData: string | null }
  | { kind: 'other'; seq: number };

/** One event as Meta's side remembers it. Numbers count the ledger's entries: a smaller one is earlier, for certain. */
export interface ToldEvent {
  event: LedgerEvent;
  firstEmitted: number;
  /** Milliseconds since 1970 of that. */
  emittedAt: number;
  /** The first 200 for a webhook that had it in it; undefined: never answered so. */
  acknowledged: number | undefined;
  /** In how many webhooks. */
  copies: number;
  /** Webhook and place of the first copy. */
  webhookId: string;
  place: number;
}

/** All that the product was told, and what it answered. */
export class Told {
  readonly events = new Map<string, ToldEvent>();
  readonly #webhooks = new Map<string, { keys: string[]; isAcknowledged: boolean; failures: number }>();
  readonly #accepted = new Map<string, number>();
  figures = {
    webhooks: 0,
    events: 0,
    copies: 0,
    attempts: 0,
    refused: 0,
    unanswered: 0,
    acknowledgedAfterRefusal: 0,
    acknowledgedTwice: 0,
  };

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'webhook.emitted') this.#emitted(entry);
    else if (entry.kind === 'webhook.attempted') this.#attempted(entry);
    else if (entry.kind === 'graph.accepted' && entry.callbackData !== null)
      this.#accepted.set(entry.callbackData, (this.#accepted.get(entry.callbackData) ?? 0) + 1);
  }

  /** Our message ids that Graph accepted more than once. */
  get acceptedTwice(): string[] {
    return [...this.#accepted].filter(([, count]) => count > 1).map(([id]) => id);
  }

  #emitted({ seq, at, webhookId, events }: Extract<LedgerEntry, { kind: 'webhook.emitted' }>): void {
    this.figures.webhooks += 1;
    const keys = events.map(keyOf);
    this.#webhooks.set(webhookId, { keys, isAcknowledged: false, failures: 0 });
    events.forEach((event, place) => {
      const key = keys[place] as string;
      const known = this.events.get(key);
      if (known) known.copies += 1;
      else
        this.events.set(key, {
          event,
          firstEmitted: seq,
          emittedAt: Date.parse(at),
          acknowledged: undefined,
          copies: 1,
          webhookId,
          place,
        });
      if (known) this.figures.copies += 1;
      else this.figures.events += 1;
    });
  }

  #attempted({ seq, webhookId, httpStatus }: Extract<LedgerEntry, { kind: 'webhook.attempted' }>): void {
    this.figures.attempts += 1;
    const webhook = this.#webhooks.get(webhookId);
    if (!webhook) return;
    if (httpStatus !== 200) {
      webhook.failures += 1;
      if (httpStatus === null) this.figures.unanswered += 1;
      else this.figures.refused += 1;
      return;
    }
    if (webhook.isAcknowledged) this.figures.acknowledgedTwice += 1;
    if (webhook.failures > 0) this.figures.acknowledgedAfterRefusal += 1;
    webhook.isAcknowledged = true;
    for (const key of webhook.keys) {
      const told = this.events.get(key);
      if (told) told.acknowledged ??= seq;
    }
  }
}

/** What makes two elements the same one. */
export function keyOf(event: LedgerEvent): string {
  if (event.type === 'message') return `message ${event.wamid}`;
  if (event.type === 'status') return `status ${event.wamid} ${event.status}`;
  return `${event.type} ${event.field} ${event.marker}`;
}

export async function readTold(file: string): Promise<Told> {
  const told = new Told();
  await readLedger<LedgerEntry>(file, (entry) => told.apply(entry));
  return told;
}
