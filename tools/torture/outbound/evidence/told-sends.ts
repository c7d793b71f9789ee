import { readLedger } from '../../lab/read-ledger.ts';

/** What the simulator's ledger says of sends and their statuses; see `apps/simulator/src/ledger/ledger-entry.ts`. */
export type SendEntry =
  | {
      kind: 'graph.accepted';
      seq: number;
      receivedAt: string;
      wamid: string;
      phoneNumberId: string;
      callbackData: string | null;
      answer: string;
      orders?: { failure?: unknown };
    }
  | { kind: 'graph.refused'; seq: number; path: string; receivedAt: string }
  | { kind: 'graph.unread'; seq: number }
  | {
      kind: 'webhook.emitted';
      seq: number;
      webhookId: string;
      events: { type: string; wamid?: string; status?: string }[];
    }
  | { kind: 'webhook.attempted'; seq: number; at: string; webhookId: string; httpStatus: number | null }
  | { kind: 'other'; seq: number };

/** One message that Graph took. */
export interface AcceptedSend {
  /** Our id, as it came with it. */
  messageId: string | null;
  wamid: string;
  phoneNumberId: string;
  /** Milliseconds since 1970. */
  atMs: number;
  /** What the sender saw of it: success, or that the connection was closed. */
  answer: string;
  /** It was to fail later. */
  fails: boolean;
}

/** A status that was answered with 200. */
export interface ToldStatus {
  status: string;
  /** Milliseconds since 1970 of that answer. */
  atMs: number;
}

const SEND_PATH = /^\/v[\d.]+\/(\d+)\/messages\/?$/;

/** All that Graph was asked to send, and what it told of it. */
export class ToldSends {
  readonly accepted: AcceptedSend[] = [];
  /** By wamid. */
  readonly statuses = new Map<string, ToldStatus[]>();
  /** When sends of a number came in, accepted or not: milliseconds since 1970. */
  readonly arrivals = new Map<string, number[]>();
  readonly figures = { accepted: 0, refused: 0, unread: 0, neverAnswered: 0, failedLater: 0 };
  readonly #webhooks = new Map<string, { wamid: string; status: string }[]>();

  apply(entry: SendEntry): void {
    switch (entry.kind) {
      case 'graph.accepted':
        return this.#accept(entry);
      case 'graph.refused':
        return this.#refuse(entry);
      case 'graph.unread':
        this.figures.unread += 1;
        return;
      case 'webhook.emitted':
        return this.#emitted(entry);
      case 'webhook.attempted':
        return this.#attempted(entry);
    }
  }

  #accept(entry: Extract<SendEntry, { kind: 'graph.accepted' }>): void {
    const { wamid, phoneNumberId, callbackData, answer, orders } = entry;
    const fails = orders?.failure !== undefined;
    this.figures.accepted += 1;
    if (answer !== 'success') this.figures.neverAnswered += 1;
    if (fails) this.figures.failedLater += 1;
    const atMs = Date.parse(entry.receivedAt);
    this.accepted.push({ messageId: callbackData, wamid, phoneNumberId, atMs, answer, fails });
    this.#arrive(phoneNumberId, atMs);
  }

  #refuse({ path, receivedAt }: Extract<SendEntry, { kind: 'graph.refused' }>): void {
    const phoneNumberId = SEND_PATH.exec(path)?.[1];
    if (phoneNumberId === undefined) return;
    this.figures.refused += 1;
    this.#arrive(phoneNumberId, Date.parse(receivedAt));
  }

  #arrive(phoneNumberId: string, atMs: number): void {
    const known = this.arrivals.get(phoneNumberId);
    if (known) known.push(atMs);
    else this.arrivals.set(phoneNumberId, [atMs]);
  }

  #emitted({ webhookId, events }: Extract<SendEntry, { kind: 'webhook.emitted' }>): void {
    const statuses = events.flatMap(({ type, wamid, status }) =>
      type === 'status' && wamid !== undefined && status !== undefined ? [{ wamid, status }] : [],
    );
    if (statuses.length > 0) this.#webhooks.set(webhookId, statuses);
  }

  #attempted({ at, webhookId, httpStatus }: Extract<SendEntry, { kind: 'webhook.attempted' }>): void {
    if (httpStatus !== 200) return;
    for (const { wamid, status } of this.#webhooks.get(webhookId) ?? []) {
      const told = { status, atMs: Date.parse(at) };
      const known = this.statuses.get(wamid);
      if (known) known.push(told);
      else this.statuses.set(wamid, [told]);
    }
  }
}

export async function readToldSends(file: string): Promise<ToldSends> {
  const told = new ToldSends();
  await readLedger<SendEntry>(file, (entry) => told.apply(entry));
  return told;
}
