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
}

/** Webhooks that the product has not answered with 200 yet. They are in the ledger, so they outlive this process. */
export class Outbox {
  private readonly waiting = new Map<string, WaitingWebhook>();
  private readonly due: string[] = [];
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly underWay = new Set<Promise<void>>();
  private running = false;

  constructor(
    private readonly ledger: Ledger,
    private readonly delivery: WebhookDelivery,
    private readonly retryDelays?: RetryDelays,
  ) {}

  /** How many webhooks were not answered with 200 yet. */
  get size(): number {
    return this.waiting.size;
  }

  /** Records a webhook and delivers it until the product answers 200. */
  emit(payload: object, events: WebhookEvent[], { ofLoad = false } = {}): void {
    const [oldest] = this.waiting.size < MAX_WAITING ? [] : this.waiting.keys();
    if (oldest !== undefined) {
      this.ledger.record({
        kind: 'webhook.abandoned',
        webhookId: oldest,
        reason: 'too many webhooks are waiting',
      });
    }
    this.ledger.record({
      kind: 'webhook.emitted',
      webhookId: randomUUID(),
      events,
      payload,
      ...(ofLoad && { ofLoad }),
    });
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'webhook.emitted') {
      this.waiting.set(entry.webhookId, {
        payload: entry.payload,
        emittedAtMs: Date.parse(entry.at),
        attempts: 0,
      });
      this.enqueue(entry.webhookId);
    } else if (entry.kind === 'webhook.attempted') {
      const webhook = this.waiting.get(entry.webhookId);
      if (webhook) webhook.attempts = entry.attempt;
      if (entry.httpStatus === 200) this.waiting.delete(entry.webhookId);
    } else if (entry.kind === 'webhook.abandoned') {
      this.waiting.delete(entry.webhookId);
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
    let grace: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => (grace = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.all(this.underWay), expired]);
    clearTimeout(grace);
    await this.delivery.close();
    await Promise.all(this.underWay);
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
    if (httpStatus === 200) return;
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
