import { Injectable } from '@nestjs/common';
import { forTenants } from '../../../kernel/context';
import { invalidInput, notFound } from '../../../kernel/problem';
import { setTenants, SystemDatabase } from '../../../platform/database/database';
import { Transaction } from '../../../platform/database/transaction';
import { placeOf } from '../../../platform/http/page';
import { DeadLetterRowsRepository } from '../dead-letters/dead-letter-rows.repository';
import { letterOf, nameOf } from '../dead-letters/dead-letters.service';
import { DeedsInTenants } from '../deeds-in-tenants';
import { firstIdAt } from '../id-range';
import { shownBytes } from '../shown-bytes';
import { namedTenant } from '../tenant-filter';
import { TenantName, TenantNamesRepository } from '../tenant-names.repository';
import { findDeliveries } from './delivery-search';
import { ProducedRow, ProducedRowsRepository } from './produced-rows.repository';
import { spellingsOf } from './spellings';
import {
  DeliveryEventDto,
  WebhookDeliveryDetailDto,
  WebhookDeliveryDto,
  WebhookDeliveryPageDto,
  WebhookDeliveryQuery,
} from './webhook-deliveries.dto';
import {
  DeliveryRow,
  ElementCounts,
  EventRow,
  WebhookDeliveriesRepository,
} from './webhook-deliveries.repository';

const DAY_MS = 86_400_000;
const SEARCHED_MS = 2 * DAY_MS;
const SHOWN = 1_000;
const ALL_IDS = { from: '00000000-0000-0000-0000-000000000000', to: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

type Names = ReadonlyMap<string, TenantName>;

/** The log of webhooks: what came, and what became of it. */
@Injectable()
export class WebhookDeliveriesService {
  constructor(
    private readonly database: SystemDatabase,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly produced: ProducedRowsRepository,
    private readonly letters: DeadLetterRowsRepository,
    private readonly tenants: TenantNamesRepository,
    private readonly deeds: DeedsInTenants,
  ) {}

  /** Newest first. @throws Problem 400 for a cursor that we did not make, or a tenant that does not exist */
  list(query: WebhookDeliveryQuery): Promise<WebhookDeliveryPageDto> {
    const after = placeOf(query);
    const from = beginningOf(query);
    if (query.search !== undefined) this.deeds.searched();
    const to = query.to === undefined ? ALL_IDS.to : firstIdAt(new Date(query.to));
    return this.database.systemTransaction(async (transaction) => {
      const { rows, nextCursor, lookedBackTo } = await findDeliveries(
        this.deliveries,
        transaction,
        {
          state: query.state ?? null,
          from: from === null ? ALL_IDS.from : firstIdAt(from),
          to: after !== null && after.id < to ? after.id : to,
          limit: query.limit,
        },
        {
          tenantId: await namedTenant(this.tenants, transaction, query.tenantSlug),
          spellings: query.search === undefined ? null : spellingsOf(query.search),
        },
      );
      return {
        data: await this.describe(transaction, rows),
        nextCursor,
        searchedBackTo: (lookedBackTo ?? from)?.toISOString() ?? null,
      };
    });
  }

  /**
   * With what is in it, which is recorded in the log, and in the trail of every tenant whose data that is known to be.
   * @throws Problem 404
   */
  open(id: string): Promise<WebhookDeliveryDetailDto> {
    return this.database.systemTransaction(async (transaction) => {
      const { body, ...row } = await this.found(transaction, id);
      const [counts] = await this.deliveries.elementsOf(transaction, [id]);
      const tenantIds = counts?.tenantIds ?? [];
      const names = await this.tenants.ofAcrossTenants(transaction, tenantIds);
      const letters = await this.letters.ofDelivery(transaction, id, SHOWN);
      const events = await this.deliveries.eventsOf(transaction, id, SHOWN);
      const produced = await this.producedBy(transaction, id, tenantIds);
      await this.deeds.opened(transaction, { kind: 'webhook_delivery', id }, tenantIds);
      return {
        ...deliveryOf(row, counts, names),
        body: shownBytes(body),
        events: events.map((event) => eventOf(event, produced.get(event.id), names)),
        deadLetters: letters.map((letter) => letterOf(letter, names)),
      };
    });
  }

  private async found(transaction: Transaction, id: string): Promise<DeliveryRow & { body: Buffer }> {
    const row = await this.deliveries.find(transaction, id);
    if (row === null) throw notFound('webhook delivery');
    return row;
  }

  private async describe(
    transaction: Transaction,
    rows: readonly DeliveryRow[],
  ): Promise<WebhookDeliveryDto[]> {
    const all = await this.deliveries.elementsOf(
      transaction,
      rows.map(({ id }) => id),
    );
    const counts = new Map(all.map((one) => [one.deliveryId, one]));
    const tenantIds = new Set(all.flatMap((one) => one.tenantIds));
    const names = await this.tenants.ofAcrossTenants(transaction, [...tenantIds]);
    return rows.map((row) => deliveryOf(row, counts.get(row.id), names));
  }

  private async producedBy(
    transaction: Transaction,
    id: string,
    tenantIds: readonly string[],
  ): Promise<Map<string, ProducedRow>> {
    if (tenantIds.length === 0) return new Map();
    await setTenants(transaction, tenantIds);
    const rows = await forTenants(tenantIds, () => this.produced.ofDelivery(transaction, id));
    return new Map(rows.map((row) => [row.eventId, row]));
  }
}

/** @throws Problem 400 for a search that cannot find anything, since it looks at the last two days only */
function beginningOf({ from, to, search }: WebhookDeliveryQuery): Date | null {
  const given = from === undefined ? null : new Date(from);
  if (search === undefined) return given;
  const first = new Date(Date.now() - SEARCHED_MS);
  if (to !== undefined && new Date(to) <= first) {
    const detail = 'A search looks at the last 2 days only.';
    throw invalidInput([{ pointer: '/to', code: 'too_long_ago', detail }]);
  }
  return given !== null && given > first ? given : first;
}

function deliveryOf(row: DeliveryRow, counts: ElementCounts | undefined, names: Names): WebhookDeliveryDto {
  const { id, provider, byteSize, source, attempts } = row;
  const { total = 0, done = 0, waiting = 0, dead = 0, tenantIds = [] } = counts ?? {};
  return {
    ...{ id, provider, byteSize, source, attempts },
    receivedAt: row.receivedAt.toISOString(),
    // What is not signed rightly is refused, and there is no row of it.
    signature: { verdict: 'valid', signedWith: row.signedWith },
    explodedAt: row.explodedAt?.toISOString() ?? null,
    elements: { total, done, waiting, dead },
    tenants: tenantIds.flatMap((tenantId) => nameOf(names.get(tenantId)) ?? []),
  };
}

function eventOf(event: EventRow, produced: ProducedRow | undefined, names: Names): DeliveryEventDto {
  const { id, ordinal, kind, type, channelId, lane, state, attempts, lastError, receivedAt, appliedAt } =
    event;
  return {
    ...{ id, ordinal, kind, type, channelId, lane, state, attempts, lastError },
    tenant: nameOf(names.get(event.tenantId)) ?? { slug: '', name: '' },
    receivedAt: receivedAt.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
    produced:
      produced === undefined
        ? null
        : {
            kind: kind as NonNullable<DeliveryEventDto['produced']>['kind'],
            id: produced.id,
            conversationId: produced.conversationId,
          },
  };
}
