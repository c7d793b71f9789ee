import { randomUUID } from 'node:crypto';
import type { Ledger } from '../ledger/ledger';
import type { LedgerEntry, WebhookEvent } from '../ledger/ledger-entry';
import type { WebhookDelivery } from './delivery';
import type { RetryDelays } from '../settings';
import { isWorthRetrying, retryDelayMs } from './retry-schedule';

const MAX_CONCURRENT_DELIVERIES = 64;
const MAX_WAITING = 100_000;

interface WaitingWebhook {
  payload: object;
  emittedAtMs: number;
  attempts: number;
  retriesAfter200: number;
}

/** Webhooks that the product has not answered with 200 yet. They are in the ledger, so they outlive this process. */
export class Outbox {
  private readonly waiting = new Map<string, WaitingWebhook>();
  private readonly due: string[] = [];
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly awaited = new Map<string, () => void>();
  private running = false;

  constructor(
    private readonly ledger: Ledger,
    private readonly delivery: WebhookDelivery,
    private readonly retryDelays?: RetryDelays,
    /** Whether an app is subscribed to an account. */
    private readonly isHeard: (wabaId: string) => boolean = () => true,
  ) {}

  /** How many webhooks were not answered with 200 yet. */
  get size(): number {
    return this.waiting.size;
  }

  /** Records a webhook and delivers it until the product answers 200, and `retriesAfter200` times more. Answers its id. */
  emit(payload: object, events: WebhookEvent[], { ofLoad = false, retriesAfter200 = 0 } = {}): string {
    const [oldest] = this.waiting.size < MAX_WAITING ? [] : this.waiting.keys();
    if (oldest !== undefined) {
      this.ledger.record({
        kind: 'webhook.abandoned',
        webhookId: oldest,
        reason: 'too many webhooks are waiting',
      });
    }
    const webhookId = randomUUID();
    const heard = this.heardPart(payload);
    this.ledger.record({
      kind: 'webhook.emitted',
      webhookId,
      events,
      payload: heard ?? payload,
      ...(heard === null && { isUnheard: true }),
      ...(ofLoad && { ofLoad }),
      ...(retriesAfter200 > 0 && { retriesAfter200 }),
    });
    return webhookId;
  }

  /** Without the accounts that nobody listens to; null: nobody listens to any. */
  private heardPart(payload: object): object | null {
    const { entry = [] } = payload as { entry?: readonly { id: string }[] };
    const heard = entry.filter(({ id }) => this.isHeard(id));
    if (heard.length === entry.length) return payload;
    return heard.length === 0 ? null : { ...payload, entry: heard };
  }

  /** Resolves when the product has answered it with 200, or nobody will try any more. */
  async handedOver(webhookId: string): Promise<void> {
    if (!this.waiting.has(webhookId)) return;
    await new Promise<void>((resolve) => this.awaited.set(webhookId, resolve));
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'webhook.emitted') {
      if (entry.isUnheard) return;
      this.waiting.set(entry.webhookId, {
        payload: entry.payload,
        emittedAtMs: Date.parse(entry.at),
        attempts: 0,
        retriesAfter200: entry.retriesAfter200 ?? 0,
      });
      this.enqueue(entry.webhookId);
    } else if (entry.kind === 'webhook.attempted') {
      const webhook = this.waiting.get(entry.webhookId);
      if (!webhook) return;
      webhook.attempts = entry.attempt;
      if (entry.httpStatus !== 200) return;
      webhook.retriesAfter200 -= 1;
      if (webhook.retriesAfter200 < 0) this.forget(entry.webhookId);
    } else if (entry.kind === 'webhook.abandoned') {
      this.forget(entry.webhookId);
    }
  }

  /** Begins to deliver; what an earlier run left behind goes first and at once. */
  start(): void {
    this.running = true;
    this.pump();
  }

  /** Waits for the deliveries under way, at most `graceMs`, then cuts them. They are retried by the next run. */
  async stop(graceMs: number): Promise<void> {
    this.running = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const resolve of this.awaited.values()) resolve();
    let grace: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => (grace = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.all(this.underWay), expired]);
    clearTimeout(grace);
    await this.delivery.close();
    await Promise.all(this.underWay);
  }

  private forget(webhookId: string): void {
    this.waiting.delete(webhookId);
    this.awaited.get(webhookId)?.();
    this.awaited.delete(webhookId);
  }

  private enqueue(webhookId: string): void {
    this.due.push(webhookId);
    if (this.running) this.pump();
  }

  private pump(): void {
    while (this.running && this.underWay.size < MAX_CONCURRENT_DELIVERIES) {
      const webhookId = this.due.shift();
      if (webhookId === undefined) return;
      const webhook = this.waiting.get(webhookId);
      if (!webhook) continue;
      const delivery = this.deliver(webhookId, webhook).finally(() => {
        this.underWay.delete(delivery);
        this.pump();
      });
      this.underWay.add(delivery);
    }
  }

  private async deliver(webhookId: string, webhook: WaitingWebhook): Promise<void> {
    const startedAtMs = Date.now();
    const { httpStatus, failure } = await this.delivery.attempt(webhook.payload);
    const attempt = webhook.attempts + 1;
    this.ledger.record({
      kind: 'webhook.attempted',
      webhookId,
      attempt,
      startedAt: new Date(startedAtMs).toISOString(),
      durationMs: Date.now() - startedAtMs,
      httpStatus,
      failure,
    });
    if (!this.waiting.has(webhookId)) return;
    if (isWorthRetrying(webhook.emittedAtMs, Date.now())) this.retryLater(webhookId, attempt);
    else
      this.ledger.record({
        kind: 'webhook.abandoned',
        webhookId,
        reason: 'not answered with 200 for 7 days',
      });
  }

  private retryLater(webhookId: string, failedAttempts: number): void {
    if (!this.running) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(webhookId);
        this.enqueue(webhookId);
      },
      retryDelayMs(failedAttempts, this.retryDelays),
    );
    this.timers.set(webhookId, timer);
  }
}
