import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { ChannelRoute, ChannelsRepository } from '../../channels';
import { forTenants } from '../../kernel/context';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter, InboundElement } from '../communication-adapter';
import { ContactsRepository } from '../contacts/contacts.repository';
import { DeliveriesRepository, Delivery, Quarantined } from './deliveries.repository';
import { InboxEventsRepository, NewInboxEvent, TenantElement } from './inbox-events.repository';
import { laneOf } from './lane';

const BATCH = 100;
const ATTEMPTS = 3;
// One exploder at a time over all workers: events get their ids in the order of receipt, and no contact is made twice.
const EXPLODE_LOCK = 7_215_534;

interface Located {
  readonly delivery: Delivery;
  readonly ordinal: number;
  readonly element: InboundElement;
}

/** Turns stored webhooks into inbox events of tenants (design.md, section 4, step 3). */
@Injectable()
export class Exploder {
  /** The delivery that failed alone, and how often. */
  private failing: { readonly id: string; readonly attempts: number } | undefined;

  constructor(
    private readonly database: SystemDatabase,
    private readonly deliveries: DeliveriesRepository,
    private readonly events: InboxEventsRepository,
    private readonly channels: ChannelsRepository,
    private readonly contacts: ContactsRepository,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Explodes the oldest deliveries and answers how many; a batch that fails is taken one by one. */
  async explode(): Promise<number> {
    try {
      return await this.explodeOldest(BATCH);
    } catch (err) {
      this.logger.error({ err }, 'a batch of deliveries failed; taking the oldest alone');
      return this.explodeOneSafely();
    }
  }

  /**
   * What failed may have failed for a reason that passes, such as a lost connection, so a delivery is set aside only
   * after its third attempt. @throws what failed, before that
   */
  private async explodeOneSafely(): Promise<number> {
    let tried: Delivery | undefined;
    try {
      return await this.explodeOldest(1, ([oldest]) => (tried = oldest));
    } catch (err) {
      if (tried === undefined) throw err;
      const attempts = tried.id === this.failing?.id ? this.failing.attempts + 1 : 1;
      this.failing = { id: tried.id, attempts };
      if (attempts < ATTEMPTS) throw err;
      return this.setAside(tried, err instanceof Error ? err.message : String(err));
    }
  }

  private explodeOldest(
    limit: number,
    onTaken: (deliveries: Delivery[]) => void = () => undefined,
  ): Promise<number> {
    return this.withLock(limit, async (transaction, deliveries) => {
      onTaken(deliveries);
      const located = deliveries.flatMap((delivery) => this.split(delivery));
      const routes = await this.routesOf(transaction, located);
      await setTenants(transaction, [...new Set(routes.map(({ tenantId }) => tenantId))]);
      await this.write(transaction, located, routes);
    });
  }

  private withLock(
    limit: number,
    work: (transaction: Transaction, deliveries: Delivery[]) => Promise<void>,
  ): Promise<number> {
    return this.database.systemTransaction(async (transaction) => {
      const [lock] = await transaction.query('SELECT pg_try_advisory_xact_lock($1) AS taken', [EXPLODE_LOCK]);
      if (!lock.taken) return 0;
      const deliveries = await this.deliveries.waiting(transaction, limit);
      if (deliveries.length === 0) return 0;
      await work(transaction, deliveries);
      await this.deliveries.markExploded(
        transaction,
        deliveries.map(({ id }) => id),
      );
      return deliveries.length;
    });
  }

  private split(delivery: Delivery): Located[] {
    const adapter = this.adapters.find(({ provider }) => provider === delivery.provider);
    if (adapter === undefined) throw new Error(`No adapter for the provider "${delivery.provider}".`);
    return adapter.split(delivery.body).map((element, ordinal) => ({ delivery, ordinal, element }));
  }

  private routesOf(transaction: Transaction, located: readonly Located[]): Promise<ChannelRoute[]> {
    const addresses = located.flatMap(({ delivery: { provider }, element }) =>
      isTenants(element) ? [{ provider, externalId: element.channelExternalId }] : [],
    );
    return this.channels.routesAcrossTenants(transaction, addresses);
  }

  private async write(
    transaction: Transaction,
    located: readonly Located[],
    routes: readonly ChannelRoute[],
  ): Promise<void> {
    const events: NewInboxEvent[] = [];
    const quarantined: Quarantined[] = [];
    for (const { delivery, ordinal, element } of located) {
      const place = { deliveryId: delivery.id, ordinal };
      if (!isTenants(element)) {
        quarantined.push({ ...place, element });
        continue;
      }
      const route = routes.find(
        ({ provider, externalId }) =>
          provider === delivery.provider && externalId === element.channelExternalId,
      );
      if (route === undefined) {
        const detail = `No channel is connected for ${element.channelExternalId}.`;
        quarantined.push({
          ...place,
          element: { reason: 'unknown_channel', detail, payload: element.payload },
        });
        continue;
      }
      const { tenantId, channelId } = route;
      const contactId = await this.contactOf(transaction, tenantId, element);
      const lane = laneOf(tenantId, channelId, contactId ?? personOf(element));
      events.push({
        ...place,
        tenantId,
        channelId,
        contactId,
        lane,
        element,
        receivedAt: delivery.receivedAt,
      });
    }
    await this.events.insert(transaction, events);
    await this.deliveries.quarantine(transaction, quarantined);
  }

  private async contactOf(
    transaction: Transaction,
    tenantId: string,
    element: TenantElement,
  ): Promise<string | null> {
    if (element.kind === 'status') return null;
    return forTenants([tenantId], () =>
      this.contacts.resolve(transaction, element.sender, element.senderName),
    );
  }

  private setAside({ id }: Delivery, detail: string): Promise<number> {
    return this.withLock(1, async (transaction, [oldest]) => {
      if (oldest?.id !== id) throw new Error('The delivery that failed is not the oldest any more.');
      this.logger.error({ deliveryId: id, detail }, 'delivery quarantined');
      const element = { reason: 'explode_failed', detail, payload: null };
      await this.deliveries.quarantine(transaction, [{ deliveryId: id, ordinal: 0, element }]);
    });
  }
}

function isTenants(element: InboundElement): element is TenantElement {
  return element.kind !== 'quarantined';
}

function personOf(element: TenantElement): string {
  return element.kind === 'status' ? element.recipient : element.sender[0].value;
}
