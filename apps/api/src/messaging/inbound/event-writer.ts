import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { ChannelsRepository } from '../../channels';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { setTenants } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { InboundElement, TenantElement } from '../communication-adapter';
import { ContactClaim, ContactResolver } from '../contacts/contact-resolver';
import { toldTimeOf } from '../messages/occurrence';
import { reasonOf } from './careful';
import { DeadLettersRepository, NewDeadLetter, WHOLE_DELIVERY } from './dead-letters.repository';
import { Delivery } from './deliveries.repository';
import { inHalves } from './halves';
import { InboxEventsRepository, NewInboxEvent } from './inbox-events.repository';
import { laneOf } from './lane';
import { Destination, destinationOf, directoryOf, isUnroutable } from './routing';

/** An element, and where it stands in its delivery. */
export interface Located<Element extends InboundElement = InboundElement> {
  readonly delivery: Omit<Delivery, 'body' | 'attempts'>;
  /** All that the delivery held, where the element is all that there is of it. */
  readonly body: Buffer | null;
  readonly ordinal: number;
  readonly element: Element;
}

interface Destined extends Located<TenantElement> {
  readonly destination: Destination;
}

/** Finds out of each element whose it is and whom it is about, and writes it as an inbox event, or as a dead letter. */
@Injectable()
export class EventWriter {
  constructor(
    private readonly channels: ChannelsRepository,
    private readonly contacts: ContactResolver,
    private readonly events: InboxEventsRepository,
    private readonly letters: DeadLettersRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sets the tenants of the transaction. Callers hold the lock of the exploding step. */
  async write(transaction: Transaction, located: readonly Located[]): Promise<void> {
    const { destined, letters } = await this.route(transaction, located);
    const tenantIds = [...new Set(destined.map(({ destination }) => destination.tenantId))];
    if (tenantIds.length > 0) {
      await Promise.all([
        setTenants(transaction, tenantIds),
        forTenants(tenantIds, () =>
          inHalves(
            transaction,
            destined,
            (part) => this.writeEvents(transaction, part),
            (one, error) => letters.push(this.failedLetter(one, error)),
          ),
        ),
      ]);
    }
    await this.letters.setAside(transaction, letters);
  }

  private async route(
    transaction: Transaction,
    located: readonly Located[],
  ): Promise<{ destined: Destined[]; letters: NewDeadLetter[] }> {
    const routes = await this.channels.routesAcrossTenants(
      transaction,
      located.flatMap(({ delivery: { provider }, element }) =>
        element.kind === 'quarantined' ? [] : [{ provider, ...element.whereabouts }],
      ),
    );
    const directory = directoryOf(routes);
    const destined: Destined[] = [];
    const letters: NewDeadLetter[] = [];
    for (const { element, ...place } of located) {
      if (element.kind === 'quarantined') {
        letters.push(letterOf({ ...place, element }, { stage: 'explode', ...element }));
        continue;
      }
      const destination = destinationOf(place.delivery.provider, element, directory);
      if (isUnroutable(destination)) {
        letters.push(letterOf({ ...place, element }, { stage: 'route', ...destination }));
      } else destined.push({ ...place, element, destination });
    }
    return { destined, letters };
  }

  private async writeEvents(transaction: Transaction, destined: readonly Destined[]): Promise<void> {
    const claims = destined.map(claimOf);
    const contactIds = await this.contacts.resolveAll(
      transaction,
      claims.filter((claim) => claim !== null),
    );
    crashPoint('explode.contacts-resolved');
    const nextContact = contactIds.values();
    const events = destined.map((one, index) =>
      eventOf(one, claims[index] === null ? null : (nextContact.next().value ?? null)),
    );
    await this.events.insert(transaction, events);
  }

  private failedLetter(one: Destined, err: unknown): NewDeadLetter {
    const { delivery, ordinal, destination } = one;
    this.logger.error(
      { err, deliveryId: delivery.id, ordinal, tenantId: destination.tenantId },
      'element set aside',
    );
    const why = { stage: 'explode', reason: 'explode_failed', detail: reasonOf(err) } as const;
    const { tenantId, channelId } = destination;
    return { ...letterOf(one, why), tenantId, channelId };
  }
}

/** Null for what is about nobody in particular. */
function claimOf({ delivery, element, destination }: Destined): ContactClaim | null {
  if (element.kind === 'status' || element.kind === 'account' || destination.channelId === null) return null;
  const { tenantId, channelId, accountId } = destination;
  return {
    tenantId,
    channelId,
    scope: accountId,
    correspondent: element.correspondent,
    occurredAt: toldTimeOf(element, delivery.receivedAt),
    deliveryId: delivery.id,
  };
}

function eventOf(
  { delivery, ordinal, element, destination }: Destined,
  contactId: string | null,
): NewInboxEvent {
  const { tenantId, channelId } = destination;
  const orderKey = orderKeyOf(element, contactId);
  return {
    deliveryId: delivery.id,
    ordinal,
    provider: delivery.provider,
    tenantId,
    channelId,
    contactId,
    lane: laneOf(tenantId, channelId, orderKey),
    orderKey,
    element,
    receivedAt: delivery.receivedAt,
    // News of a person is all in who they are.
    isDone: element.kind === 'person',
  };
}

function orderKeyOf(element: TenantElement, contactId: string | null): string {
  if (element.kind === 'status') return element.providerMessageId;
  return contactId ?? 'account';
}

function letterOf(
  { delivery, body, ordinal, element }: Located,
  { stage, reason, detail }: Pick<NewDeadLetter, 'stage' | 'reason' | 'detail'>,
): NewDeadLetter {
  return {
    provider: delivery.provider,
    deliveryId: delivery.id,
    ordinal: body === null ? ordinal : WHOLE_DELIVERY,
    stage,
    reason,
    detail,
    tenantId: null,
    channelId: null,
    element: body === null ? element : null,
    body,
    receivedAt: delivery.receivedAt,
    attempts: 1,
  };
}
