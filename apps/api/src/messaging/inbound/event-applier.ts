import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { backoffMs } from '../../kernel/backoff';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { setTenants } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { AccountNewsDesk } from '../account-events/account-news-desk';
import { TenantElement } from '../communication-adapter';
import { ConsentReceiver } from '../consent/consent-receiver';
import { StatusesRepository } from '../messages/statuses.repository';
import { ATTEMPTS, reasonOf } from './careful';
import { DeadLettersRepository } from './dead-letters.repository';
import { inHalves } from './halves';
import { FailedEvent, InboxEvent, InboxEventsRepository } from './inbox-events.repository';
import { laneOf } from './lane';
import { isOurs, MessageReceiver, nameOf, Received } from './message-receiver';

type EventOf<Kind extends TenantElement['kind']> = InboxEvent & {
  readonly element: Extract<TenantElement, { kind: Kind }>;
};

interface AllReceived extends Received {
  /** Something may be sent that had to wait for the news. */
  readonly resumed: boolean;
}

export interface Applied extends AllReceived {
  readonly events: number;
}

interface Part extends AllReceived {
  readonly done: readonly InboxEvent[];
}

export const NOTHING_APPLIED: Applied = {
  events: 0,
  changes: [],
  hasMedia: false,
  hasAnswers: false,
  receivedOn: [],
  resumed: false,
};

/** Applies events in their order and marks them: done, to be tried again, or dead. */
@Injectable()
export class EventApplier {
  constructor(
    private readonly events: InboxEventsRepository,
    private readonly letters: DeadLettersRepository,
    private readonly messages: MessageReceiver,
    private readonly statuses: StatusesRepository,
    private readonly consents: ConsentReceiver,
    private readonly news: AccountNewsDesk,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sets the tenants of the transaction. Callers hold the lanes of the events. */
  async applyAll(transaction: Transaction, events: readonly InboxEvent[]): Promise<Applied> {
    const tenantIds = [...new Set(events.map(({ tenantId }) => tenantId))];
    if (tenantIds.length === 0) return NOTHING_APPLIED;
    const [, applied] = await Promise.all([
      setTenants(transaction, tenantIds),
      forTenants(tenantIds, async () => {
        const strays = await this.reassignStrays(transaction, events);
        return this.applyInOrder(
          transaction,
          events.filter(({ id }) => !strays.has(id)),
        );
      }),
    ]);
    return { ...applied, events: events.length };
  }

  /** The process died with it, again and again. */
  async giveUp(transaction: Transaction, event: InboxEvent): Promise<void> {
    const reason = 'The process ended while it was applied.';
    this.logger.error({ eventId: event.id, tenantId: event.tenantId, reason }, 'event set aside');
    await this.events.markFailed(transaction, [{ ...event, reason, nextAttemptInMs: null }]);
    await this.letters.setAside(transaction, [letterOf(event, 'crashed', reason)]);
  }

  /** Whoever was merged away since is now the other one, in the other one's lane. */
  private async reassignStrays(
    transaction: Transaction,
    events: readonly InboxEvent[],
  ): Promise<Set<string>> {
    const contactIds = new Set(events.flatMap(({ contactId }) => contactId ?? []));
    if (contactIds.size === 0) return new Set();
    const mergedInto = await this.events.mergedInto(transaction, [...contactIds]);
    const strays = events.flatMap(({ day, id, tenantId, channelId, contactId }) => {
      const into = mergedInto.get(contactId ?? '');
      return into === undefined ? [] : { day, id, contactId: into, lane: laneOf(tenantId, channelId, into) };
    });
    await this.events.reassign(transaction, strays);
    return new Set(strays.map(({ id }) => id));
  }

  private async applyInOrder(transaction: Transaction, events: readonly InboxEvent[]): Promise<AllReceived> {
    const failures = new Map<string, FailedEvent & { readonly event: InboxEvent }>();
    const waiting = new Set<string>();
    const failed = (event: InboxEvent, err: unknown): void => {
      const failure = this.failureOf(event, err);
      failures.set(event.id, { ...failure, event });
      if (failure.nextAttemptInMs !== null) waiting.add(keyOf(event));
    };
    const apply = (some: readonly InboxEvent[]): Promise<Part[]> =>
      inHalves(
        transaction,
        some,
        (part) =>
          this.applyTogether(
            transaction,
            part.filter((event) => !waiting.has(keyOf(event))),
          ),
        failed,
      );
    // What failed before is likely to fail again, and would take those with it that it is together with.
    const parts: Part[] = [];
    for (const event of events) if (event.attempts > 0) parts.push(...(await apply([event])));
    parts.push(...(await apply(events.filter(({ attempts }) => attempts === 0))));
    const done = parts.flatMap(({ done }) => done);
    await this.events.markDone(transaction, done);
    await this.events.markFailed(transaction, [...failures.values()]);
    const dead = [...failures.values()].filter(({ nextAttemptInMs }) => nextAttemptInMs === null);
    await this.letters.setAside(
      transaction,
      dead.map(({ event, attempts, reason }) => letterOf({ ...event, attempts }, 'apply_failed', reason)),
    );
    return {
      changes: parts.flatMap(({ changes }) => changes),
      hasMedia: parts.some(({ hasMedia }) => hasMedia),
      hasAnswers: parts.some(({ hasAnswers }) => hasAnswers),
      receivedOn: parts.flatMap(({ receivedOn }) => receivedOn),
      resumed: parts.some(({ resumed }) => resumed),
    };
  }

  private async applyTogether(transaction: Transaction, events: readonly InboxEvent[]): Promise<Part> {
    for (const { element } of events) assertKnown(element);
    const messages = ofKind(events, 'message');
    const statuses = onChannels(ofKind(events, 'status'));
    const ours = onChannels(messages.filter(isOurs));
    // Both lock what the provider calls a message; two who lock in two turns could wait for each other.
    if (ours.length > 0) await this.statuses.lockAll(transaction, [...ours, ...statuses].map(nameOf));
    const received = await this.messages.receiveAll(transaction, messages);
    crashPoint('apply.messages-written');
    const changes = await this.statuses.receiveAll(transaction, statuses);
    crashPoint('apply.statuses-written');
    await this.consents.learn(transaction, statuses);
    const preferences = onChannels(ofKind(events, 'preference'));
    await this.consents.prefer(transaction, preferences.map(withContact));
    const news = await this.news.receiveAll(transaction, ofKind(events, 'account'));
    return {
      ...received,
      changes: [...received.changes, ...changes, ...news.changes],
      resumed: news.resumed,
      done: events,
    };
  }

  private failureOf({ day, id, tenantId, ...event }: InboxEvent, err: unknown): FailedEvent {
    const attempts = event.attempts + 1;
    const isLast = attempts >= ATTEMPTS;
    this.logger.error({ err, eventId: id, tenantId, attempts, isLast }, 'event not applied');
    return { day, id, attempts, reason: reasonOf(err), nextAttemptInMs: isLast ? null : backoffMs(attempts) };
  }
}

const KINDS: ReadonlySet<string> = new Set<TenantElement['kind']>([
  'message',
  'status',
  'preference',
  'account',
  'person',
]);

/** @throws of a kind that whoever exploded it knew, and we do not: nobody may say that it is done */
function assertKnown({ kind }: TenantElement): void {
  if (!KINDS.has(kind))
    throw new Error(`Nobody here knows what to do with an element of the kind "${kind}".`);
}

function ofKind<Kind extends TenantElement['kind']>(
  events: readonly InboxEvent[],
  kind: Kind,
): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.element.kind === kind);
}

function onChannels<Event extends InboxEvent>(events: readonly Event[]): (Event & { channelId: string })[] {
  return events.map((event) => {
    if (event.channelId === null) throw new Error('An event has no channel.');
    return { ...event, channelId: event.channelId };
  });
}

function withContact<Event extends InboxEvent>(event: Event): Event & { contactId: string } {
  if (event.contactId === null) throw new Error('An event has no contact.');
  return { ...event, contactId: event.contactId };
}

function keyOf({ tenantId, lane, orderKey }: InboxEvent): string {
  return `${tenantId} ${lane} ${orderKey}`;
}

function letterOf(
  event: InboxEvent,
  reason: 'apply_failed' | 'crashed',
  detail: string,
): Parameters<DeadLettersRepository['setAside']>[1][number] {
  const { provider, deliveryId, ordinal, tenantId, channelId, element, receivedAt, attempts } = event;
  return {
    provider,
    deliveryId,
    ordinal,
    stage: 'apply',
    reason,
    detail,
    tenantId,
    channelId,
    element,
    body: null,
    receivedAt,
    attempts,
  };
}
