import { monotonicMicroseconds, type SimulatedClock } from '../clock';
import type { LedgerEntry } from '../ledger/ledger-entry';
import type { SendRequest } from '../sends/send-request';
import type { BusinessNumber } from '../settings';
import { inboundOf } from './inbound';
import { NO_LIMITS, type LimitSettings } from './limit-settings';
import { PairPace } from './pair-pace';
import type { ServiceWindows } from './service-windows';
import { SlidingSecond } from './sliding-second';
import { UniqueRecipients } from './unique-recipients';

/** What a limit says of a send: a code for the answer, or one for a status after it. */
export interface LimitVerdict {
  refusal?: number;
  asyncFailure?: number;
}

/** Those for sending. */
export type LimitName = Exclude<keyof LimitSettings, 'management'>;

const THROUGHPUT = 130429;
const PAIR = 131056;
const WINDOW = 131047;
const US_PER_MS = 1000;

/** Meta's limits, each only where it is switched on. Constant work for a send. */
export class Limits {
  private settings: LimitSettings = NO_LIMITS;
  private readonly seconds = new Map<string, SlidingSecond>();
  private readonly portfolios = new Map<string, UniqueRecipients>();
  private pairs: PairPace | undefined;
  private hits: Record<LimitName, number> = { throughput: 0, pair: 0, portfolio: 0, window: 0 };

  constructor(
    private readonly clock: Pick<SimulatedClock, 'now' | 'offsetMs'>,
    private readonly windows: Pick<ServiceWindows, 'isOpen'>,
    private readonly numberOf: (phoneNumberId: string) => BusinessNumber | undefined,
    private readonly monotonicUs: () => number = monotonicMicroseconds,
    /** What Meta said of an account's limit; undefined: nothing, so that the setting counts. */
    private readonly uniqueRecipientsOf: (wabaId: string) => number | undefined = () => undefined,
  ) {}

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'limits.set') this.set(entry.limits);
    else if (entry.kind === 'webhook.emitted' && this.settings.throughput && !isOver(entry)) {
      const atUs = this.nowUs(this.monotonicUs());
      for (const { phoneNumberId } of inboundOf(entry.payload)) {
        const number = this.numberOf(phoneNumberId);
        if (number) this.secondOf(number)?.count(atUs);
      }
    }
  }

  /** What is on, and how many sends each limit stopped since it was set. */
  state(): { limits: LimitSettings; hits: Readonly<Record<LimitName, number>> } {
    return { limits: this.settings, hits: this.hits };
  }

  /** Judges a send and counts it, unless it is refused: what Meta refuses uses up nothing. */
  judge(number: BusinessNumber, send: SendRequest, arrivedAtUs: number): LimitVerdict {
    const atUs = this.nowUs(arrivedAtUs);
    const second = this.secondOf(number);
    if (second && !second.hasRoom(atUs)) return this.refuse('throughput', THROUGHPUT);
    const pair = `${number.phoneNumberId} ${send.to}`;
    const atMs = atUs / US_PER_MS;
    if (this.pairs && send.kind !== 'group' && !this.pairs.hasRoom(pair, atMs))
      return this.refuse('pair', PAIR);
    second?.count(atUs);
    if (send.kind === 'group') return {};
    this.pairs?.count(pair, atMs);
    return this.judgeDeliverability(number, send);
  }

  private judgeDeliverability(number: BusinessNumber, send: SendRequest): LimitVerdict {
    const { window, portfolio } = this.settings;
    if (!window && !portfolio) return {};
    if (this.windows.isOpen(number.phoneNumberId, send.to)) return {};
    if (send.type !== 'template') return window ? this.failLater('window', WINDOW) : {};
    if (!portfolio) return {};
    const nowMs = this.clock.now();
    const recipients = this.portfolioOf(number, portfolio.uniqueRecipients);
    if (!recipients.hasRoom(send.to, nowMs)) return this.failLater('portfolio', portfolio.code);
    recipients.count(send.to, nowMs);
    return {};
  }

  private refuse(name: LimitName, refusal: number): LimitVerdict {
    this.hits[name] += 1;
    return { refusal };
  }

  private failLater(name: LimitName, asyncFailure: number): LimitVerdict {
    this.hits[name] += 1;
    return { asyncFailure };
  }

  private set(settings: LimitSettings): void {
    this.settings = settings;
    this.seconds.clear();
    this.portfolios.clear();
    this.pairs = settings.pair ? new PairPace(settings.pair) : undefined;
    this.hits = { throughput: 0, pair: 0, portfolio: 0, window: 0 };
  }

  private nowUs(monotonicUs: number): number {
    return monotonicUs + this.clock.offsetMs * US_PER_MS;
  }

  private secondOf(number: BusinessNumber): SlidingSecond | undefined {
    const { throughput } = this.settings;
    if (!throughput) return undefined;
    const limit = number.isOnBizApp
      ? throughput.coexistencePerSecond
      : number.throughput === 'HIGH'
        ? throughput.highPerSecond
        : throughput.perSecond;
    const known = this.seconds.get(number.phoneNumberId);
    if (known?.limit === limit) return known;
    const second = new SlidingSecond(limit);
    this.seconds.set(number.phoneNumberId, second);
    return second;
  }

  private portfolioOf({ wabaId }: BusinessNumber, usual: number): UniqueRecipients {
    const limit = this.uniqueRecipientsOf(wabaId) ?? usual;
    const known = this.portfolios.get(wabaId);
    if (known) {
      known.limit = limit;
      return known;
    }
    const recipients = new UniqueRecipients(limit);
    this.portfolios.set(wabaId, recipients);
    return recipients;
  }
}

/** Whether no second of now has it in it: of an earlier run, that is. */
function isOver({ at }: LedgerEntry): boolean {
  return Date.now() - Date.parse(at) > 1_000;
}
