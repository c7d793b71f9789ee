import { Inject, Injectable, OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { crashPoint } from '../../../kernel/crash-points';
import { ProblemForNow } from '../../../kernel/problem';
import { troubleOf } from '../../../platform/database/database-trouble';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';
import { InboundWakeUp } from '../process-deliveries.job';
import { DeliveryWriter, NewDelivery, WRITERS } from './delivery-writer';
import { EventLoopDelay } from './event-loop-delay';
import { GroupCommit } from './group-commit';
import { IntakeRecord } from './intake-record';
import { IntakeLoad, Overload, overloadOf } from './overload';

const MAX_BATCH_DELIVERIES = 256;
const MAX_BATCH_BYTES = 2 * 1024 * 1024;
const RETRY_AFTER_S = 5;
/** An overload refuses thousands; the log tells of it now and then. */
const TELL_EVERY_MS = 10_000;

type Sized = NewDelivery & { readonly size: number };

/** Makes a webhook durable, and nothing else (docs/architecture.md, "One message", step 1). */
@Injectable()
export class DeliveryIntake implements OnModuleDestroy, OnApplicationShutdown {
  private readonly commits: GroupCommit<Sized>;
  private isStopping = false;
  private toldAt = -Infinity;

  constructor(
    private readonly writer: DeliveryWriter,
    private readonly wakeUp: InboundWakeUp,
    private readonly delay: EventLoopDelay,
    private readonly record: IntakeRecord,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.commits = new GroupCommit({
      write: (batch) => this.commit(batch),
      isFaultOfOne: (error) => troubleOf(error) === 'data',
      writers: WRITERS,
      maxItems: MAX_BATCH_DELIVERIES,
      maxBytes: MAX_BATCH_BYTES,
    });
    record.watchQueue(() => this.commits.load.items);
  }

  /** Asked before a body is read. @throws ProblemForNow 503 when it is better sent again */
  assertOpen(): void {
    this.refuseFor(overloadOf({ ...this.load(), isStopping: this.isStopping }));
  }

  /** Resolves once the bytes are committed. @throws ProblemForNow 503 when they are not */
  async store(delivery: NewDelivery): Promise<void> {
    // What we began to read before we were to stop is still taken.
    this.refuseFor(overloadOf({ ...this.load(), isStopping: false }));
    const since = performance.now();
    try {
      await this.commits.add({ ...delivery, size: delivery.body.length });
    } catch {
      throw new ProblemForNow(
        503,
        'intake_unavailable',
        'We cannot store the webhook now. Please send it again.',
        RETRY_AFTER_S,
      );
    }
    this.record.acknowledged((performance.now() - since) / 1000);
  }

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** By now the server has answered everybody; whoever else still stores something is waited for. */
  async onApplicationShutdown(): Promise<void> {
    await this.commits.drained();
    await this.writer.end();
  }

  private load(): Omit<IntakeLoad, 'isStopping'> {
    const { items: requests, bytes, oldestWaitMs } = this.commits.load;
    return { requests, bytes, oldestWaitMs, slowForMs: this.delay.slowForMs() };
  }

  private refuseFor(overload: Overload | undefined): void {
    if (overload === undefined) return;
    const now = performance.now();
    if (now - this.toldAt > TELL_EVERY_MS) {
      this.logger.warn({ overload, ...this.load() }, 'webhooks are refused for a moment');
      this.toldAt = now;
    }
    throw new ProblemForNow(
      503,
      'intake_overloaded',
      'We take no more webhooks for a moment. Please send it again.',
      RETRY_AFTER_S,
    );
  }

  private async commit(batch: readonly Sized[]): Promise<void> {
    try {
      await this.writer.write(batch);
    } catch (err) {
      this.logger.error({ err, deliveries: batch.length }, 'webhooks not stored');
      throw err;
    }
    this.record.committed(batch.length);
    // The answers go out first.
    setImmediate(() => {
      crashPoint('receive.before-wake-up');
      this.wakeUp.request();
    });
  }
}
