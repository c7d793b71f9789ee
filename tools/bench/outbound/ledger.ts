import type { Stage } from '../inbound/stage.ts';
import type { SendingNumber } from './numbers.ts';

const PAGE_SIZE = 10_000;

interface Entry {
  seq: number;
  kind: string;
  to?: string;
  callbackData?: string | null;
  arrivedAtUs?: number;
}

interface NumberSummary {
  accepted: number;
  firstArrivedAtUs: number;
  lastArrivedAtUs: number;
  mostArrivedInASecond: number;
}

export interface Sent {
  to: string;
  messageId: string | null;
  /** In milliseconds since 1970, by this process's clock. */
  arrivedAtMs: number;
}

/** Everything that the simulator accepted, from its ledger. */
export async function sentMessages({ simulatorUrl }: Stage): Promise<Sent[]> {
  const sent: Sent[] = [];
  const sinceEpochMs =
    performance.timeOrigin + performance.now() - Number(process.hrtime.bigint() / 1000n) / 1000;
  for (let after = 0; ;) {
    const answer = await fetch(`${simulatorUrl}/sim/ledger?after=${after}&limit=${PAGE_SIZE}`);
    const { entries } = (await answer.json()) as { entries: Entry[] };
    for (const { kind, to = '', callbackData = null, arrivedAtUs = 0 } of entries)
      if (kind === 'graph.accepted')
        sent.push({ to, messageId: callbackData, arrivedAtMs: arrivedAtUs / 1000 + sinceEpochMs });
    const last = entries.at(-1);
    if (last === undefined || entries.length < PAGE_SIZE) return sent;
    after = last.seq;
  }
}

export interface Pace {
  /** Of the limit, from the first to the last that arrived; the number that used the least. */
  used: number;
  perSecond: number;
  /** The most that arrived from one number within any second. */
  mostInASecond: number;
  duplicates: number;
}

/** How fast the messages of these numbers came in, all of which have this limit. */
export async function paceOf(
  { simulatorUrl }: Stage,
  numbers: readonly SendingNumber[],
  limit: number,
): Promise<Pace> {
  const answer = await fetch(`${simulatorUrl}/sim/ledger/sends/summary`);
  const summary = (await answer.json()) as { numbers: Record<string, NumberSummary>; duplicates: unknown[] };
  const told = numbers.flatMap(({ phoneNumberId }) => summary.numbers[phoneNumberId] ?? []);
  const perSecond = Math.min(
    ...told.map((one) => ((one.accepted - 1) * 1_000_000) / (one.lastArrivedAtUs - one.firstArrivedAtUs)),
  );
  return {
    used: perSecond / limit,
    perSecond,
    mostInASecond: Math.max(...told.map(({ mostArrivedInASecond }) => mostArrivedInASecond)),
    duplicates: summary.duplicates.length,
  };
}
