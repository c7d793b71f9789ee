import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Metric } from 'prom-client';
import { Problem } from '../../../kernel/problem';
import { BrokenOff } from '../../../platform/http/body-reader';

const ACK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4];
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** Every word that `parley_webhooks_refused_total` may say as its reason: codes of problems, and two of our own. */
export const REFUSALS = [
  'no_app_secret',
  'intake_unavailable',
  'intake_overloaded',
  'too_many_bodies',
  'too_many_large_bodies',
  'wrong_signature',
  'unsupported_encoding',
  'body_too_large',
  // The sender went away in the middle.
  'broken_off',
  // Whatever nobody foresaw: a fault of ours.
  'failed',
] as const;

type Refusal = (typeof REFUSALS)[number];

/** What the intake did since the process started, as Prometheus reads it. Registered by whoever serves the metrics. */
@Injectable()
export class IntakeRecord {
  private readonly ack = new Histogram({
    name: 'parley_webhook_ack_seconds',
    help: 'From the check of the signature of a webhook to its commit.',
    buckets: ACK_SECONDS,
    registers: [],
  });
  private readonly refusals = new Counter({
    name: 'parley_webhooks_refused_total',
    help: 'Webhooks that were not taken, by reason.',
    labelNames: ['reason'] as const,
    registers: [],
  });
  private readonly batches = new Histogram({
    name: 'parley_webhook_batch_size',
    help: 'Webhooks that shared a commit.',
    buckets: BATCH_SIZES,
    registers: [],
  });
  private readonly queue: Gauge = new Gauge({
    name: 'parley_webhook_queue',
    help: 'Webhooks that are not committed yet.',
    registers: [],
    collect: () => this.queue.set(this.queueLength()),
  });
  private queueLength = (): number => 0;

  get metrics(): readonly Metric[] {
    return [this.ack, this.refusals, this.batches, this.queue];
  }

  /** Whom to ask for the length of the queue when somebody reads the metrics. */
  watchQueue(length: () => number): void {
    this.queueLength = length;
  }

  acknowledged(seconds: number): void {
    this.ack.observe(seconds);
  }

  refused(error: unknown): void {
    this.refusals.inc({ reason: refusalIn(error) });
  }

  committed(batchSize: number): void {
    this.batches.observe(batchSize);
  }
}

function refusalIn(error: unknown): Refusal {
  if (error instanceof BrokenOff) return 'broken_off';
  const code = error instanceof Problem ? error.code : undefined;
  return REFUSALS.find((refusal) => refusal === code) ?? 'failed';
}
