import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { backoffMs } from '../../kernel/backoff';
import { forTenants } from '../../kernel/context';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { InboxEvent, InboxEventsRepository } from './inbox-events.repository';
import { MessageReceiver } from './message-receiver';
import { StatusReceiver } from './status-receiver';

const BATCH = 100;
const ATTEMPTS = 3;
// The first key of the two-key advisory locks that keep a lane to one worker at a time.
const LANE_LOCKS = 7_215;

export interface Applied {
  readonly events: number;
  readonly changes: readonly Change[];
}

const NOTHING: Applied = { events: 0, changes: [] };

/** Applies the events of one lane, in order, in one transaction (design.md, section 4, step 4). */
@Injectable()
export class LaneWorker {
  constructor(
    private readonly database: SystemDatabase,
    private readonly events: InboxEventsRepository,
    private readonly messages: MessageReceiver,
    private readonly statuses: StatusReceiver,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  lanesWithWork(): Promise<number[]> {
    return this.database.systemTransaction((transaction) => this.events.lanesWithWork(transaction));
  }

  apply(lane: number): Promise<Applied> {
    return this.database.systemTransaction(async (transaction) => {
      const [lock] = await transaction.query('SELECT pg_try_advisory_xact_lock($1, $2) AS taken', [
        LANE_LOCKS,
        lane,
      ]);
      if (!lock.taken) return NOTHING;
      const events = await this.events.due(transaction, lane, BATCH);
      if (events.length === 0) return NOTHING;
      await setTenants(transaction, [...new Set(events.map(({ tenantId }) => tenantId))]);
      return this.applyInOrder(transaction, events);
    });
  }

  private async applyInOrder(transaction: Transaction, events: readonly InboxEvent[]): Promise<Applied> {
    const done: string[] = [];
    const changes: Change[] = [];
    for (const event of events) {
      // A savepoint each: one event that cannot be applied takes nothing of the others with it.
      await transaction.query('SAVEPOINT event');
      try {
        const change = await this.applyOne(transaction, event);
        await transaction.query('RELEASE SAVEPOINT event');
        if (change !== null) changes.push(change);
        done.push(event.id);
      } catch (err) {
        await transaction.query('ROLLBACK TO SAVEPOINT event');
        await this.fail(transaction, event, err);
      }
    }
    await this.events.markDone(transaction, done);
    return { events: events.length, changes };
  }

  private applyOne(transaction: Transaction, event: InboxEvent): Promise<Change | null> {
    const { element } = event;
    return forTenants([event.tenantId], () =>
      element.kind === 'message'
        ? this.messages.receive(transaction, event, element)
        : this.statuses.receive(transaction, event, element),
    );
  }

  private async fail(transaction: Transaction, event: InboxEvent, err: unknown): Promise<void> {
    const failedAttempts = event.attempts + 1;
    const isLast = failedAttempts >= ATTEMPTS;
    this.logger.error({ err, eventId: event.id, tenantId: event.tenantId, isLast }, 'event not applied');
    const nextAttemptAt = isLast ? null : new Date(Date.now() + backoffMs(failedAttempts));
    await this.events.markFailed(
      transaction,
      event.id,
      err instanceof Error ? err.message : String(err),
      nextAttemptAt,
    );
  }
}
