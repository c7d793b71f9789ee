import type { LedgerEntry } from './ledger-entry';
import { METAS_LIMITS } from '../limits/limit-settings';
import { PairPace } from '../limits/pair-pace';
import { BusiestSpan } from './busiest-span';

const SECOND_US = 1_000_000;
const PAIR_WINDOW_US = 6 * SECOND_US;
/** The oldest are forgotten beyond these. */
const MAX_MESSAGES = 1_000_000;
const MAX_PAIRS = 200_000;
const PAIRS_LISTED = 20;
const DUPLICATES_LISTED = 1_000;

interface NumberSummary {
  accepted: number;
  refused: number;
  /** Refusals by code; `none` is an answer that was not Graph's. */
  refusedByCode: Record<string, number>;
  /** Most sends that arrived within one second, whatever became of them. */
  /** Microseconds since 1970. */
  firstArrivedAtUs: number | null;
  lastArrivedAtUs: number | null;
  mostArrivedInASecond: number;
  mostAcceptedInASecond: number;
}

interface OneNumber extends Pick<NumberSummary, 'accepted' | 'refused' | 'refusedByCode'> {
  arrived: BusiestSpan;
  taken: BusiestSpan;
}

interface Pair {
  phoneNumberId: string;
  to: string;
  accepted: number;
  span: BusiestSpan;
}

export interface SendSummary {
  numbers: Record<string, NumberSummary>;
  /** The pairs with the most accepted messages in six seconds, the most first. */
  pairs: { phoneNumberId: string; to: string; accepted: number; mostInSixSeconds: number }[];
  /** Accepted messages that Meta's limit for a pair would not have let through, whether or not it is on here. */
  beyondPairLimit: number;
  /** Messages of the product that were accepted more than once, by the part of the callback data before a dot. */
  duplicates: { messageId: string; accepted: number }[];
  unread: number;
}

/** What the sends of the whole ledger say about whoever sent them, kept up as they come. */
export class SendSummaries {
  private readonly numbers = new Map<string, OneNumber>();
  private readonly pairs = new Map<string, Pair>();
  private readonly timesAccepted = new Map<string, number>();
  private readonly acceptedTwice = new Set<string>();
  private readonly pace = new PairPace(METAS_LIMITS.pair);
  private beyondPairLimit = 0;
  private unread = 0;

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'graph.accepted') {
      const { phoneNumberId, to, arrivedAtUs, callbackData } = entry;
      const number = this.numberOf(phoneNumberId);
      number.accepted += 1;
      this.countAccepted(callbackData);
      if (arrivedAtUs === undefined) return;
      number.arrived.add(arrivedAtUs);
      number.taken.add(arrivedAtUs);
      if (entry.recipientKind !== 'group') this.countPair(phoneNumberId, to, arrivedAtUs);
    } else if (entry.kind === 'graph.refused') {
      const phoneNumberId = /^\/v[\d.]+\/(\d+)\/messages\/?$/.exec(entry.path)?.[1];
      if (phoneNumberId === undefined) return;
      const number = this.numberOf(phoneNumberId);
      const code = String(entry.code ?? 'none');
      number.refused += 1;
      number.refusedByCode[code] = (number.refusedByCode[code] ?? 0) + 1;
      if (entry.arrivedAtUs !== undefined) number.arrived.add(entry.arrivedAtUs);
    } else if (entry.kind === 'graph.unread') this.unread += 1;
  }

  summary(): SendSummary {
    const numbers = [...this.numbers].map(([id, number]): [string, NumberSummary] => [id, summaryOf(number)]);
    const pairs = [...this.pairs.values()]
      .map(({ span, ...pair }) => ({ ...pair, mostInSixSeconds: span.most }))
      .sort((one, other) => other.mostInSixSeconds - one.mostInSixSeconds)
      .slice(0, PAIRS_LISTED);
    const duplicates = [...this.acceptedTwice]
      .slice(0, DUPLICATES_LISTED)
      .map((messageId) => ({ messageId, accepted: this.timesAccepted.get(messageId) ?? 2 }));
    return {
      numbers: Object.fromEntries(numbers),
      pairs,
      duplicates,
      beyondPairLimit: this.beyondPairLimit,
      unread: this.unread,
    };
  }

  private countPair(phoneNumberId: string, to: string, arrivedAtUs: number): void {
    const pair = this.pairOf(phoneNumberId, to);
    pair.accepted += 1;
    pair.span.add(arrivedAtUs);
    const key = `${phoneNumberId} ${to}`;
    const atMs = arrivedAtUs / 1_000;
    if (this.pace.hasRoom(key, atMs)) this.pace.count(key, atMs);
    else this.beyondPairLimit += 1;
  }

  private countAccepted(callbackData: string | null): void {
    if (callbackData === null) return;
    const messageId = callbackData.split('.')[0] ?? callbackData;
    const times = (this.timesAccepted.get(messageId) ?? 0) + 1;
    this.timesAccepted.set(messageId, times);
    if (times > 1) this.acceptedTwice.add(messageId);
    forgetOldest(this.timesAccepted, MAX_MESSAGES);
  }

  private numberOf(phoneNumberId: string): OneNumber {
    const known = this.numbers.get(phoneNumberId);
    if (known) return known;
    const number = {
      accepted: 0,
      refused: 0,
      refusedByCode: {},
      arrived: new BusiestSpan(SECOND_US),
      taken: new BusiestSpan(SECOND_US),
    };
    this.numbers.set(phoneNumberId, number);
    return number;
  }

  private pairOf(phoneNumberId: string, to: string): Pair {
    const key = `${phoneNumberId} ${to}`;
    const known = this.pairs.get(key);
    if (known) return known;
    const pair = { phoneNumberId, to, accepted: 0, span: new BusiestSpan(PAIR_WINDOW_US) };
    this.pairs.set(key, pair);
    forgetOldest(this.pairs, MAX_PAIRS);
    return pair;
  }
}

function summaryOf({ arrived, taken, ...number }: OneNumber): NumberSummary {
  return {
    ...number,
    firstArrivedAtUs: arrived.earliest,
    lastArrivedAtUs: arrived.latest,
    mostArrivedInASecond: arrived.most,
    mostAcceptedInASecond: taken.most,
  };
}

function forgetOldest(map: Map<string, unknown>, limit: number): void {
  if (map.size <= limit) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
