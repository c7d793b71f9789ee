import { Injectable } from '@nestjs/common';
import { currentTenant } from '../kernel/context';
import { TenantCaches } from '../platform/cache/tenant-caches';
import { Transaction } from '../platform/database/transaction';
import { Channel } from './channel.entity';

/** A channel as people see it: never with its token, and without what only whoever tells of holds goes by. */
export type ListedChannel = Omit<Channel, 'accessToken' | 'accessTokenKey' | 'holdNoticeAt' | 'holdToldAt'>;

type DateColumn = {
  [Column in keyof ListedChannel]: Date extends ListedChannel[Column] ? Column : never;
}[keyof ListedChannel];
type KeptChannel = {
  [Column in keyof ListedChannel]: Column extends DateColumn ? string | null : ListedChannel[Column];
};

/** JSON knows no dates. */
const DATES: Record<DateColumn, true> = {
  accessTokenSetAt: true,
  accessTokenExpiresAt: true,
  disconnectedAt: true,
  heldUntil: true,
  heldSince: true,
  createdAt: true,
};
const isDate = (column: string): boolean => column in DATES;

/** The channels of the current tenant, as they were at most a second ago. */
@Injectable()
export class ChannelsCache {
  constructor(private readonly caches: TenantCaches) {}

  async fetch(load: () => Promise<Channel[]>): Promise<ListedChannel[]> {
    const kept = await this.caches.current().fetch('channel', 'all', async () => (await load()).map(keptOf));
    return kept.map(listedOf);
  }

  /**
   * What the provider said of a channel as it was in this version, a minute ago at most: a page that many look at asks
   * once. What throws is not kept.
   */
  health<Health>(
    { id, version }: Pick<Channel, 'id' | 'version'>,
    ask: () => Promise<Health>,
  ): Promise<Health> {
    return this.caches.current().fetch('channel-health', `${id}.${version}`, ask);
  }

  /** For news of a channel: what was listed of it, and what its provider said when it was asked before. */
  forget(
    transaction: Transaction,
    { tenantId, channelId, version }: { tenantId: string; channelId: string; version: number },
  ): void {
    this.invalidate(transaction, tenantId);
    this.caches.of(tenantId).invalidate(transaction, 'channel-health', `${channelId}.${version}`);
  }

  /** For every write of what a ListedChannel shows, by whomever. */
  invalidate(transaction: Transaction, tenantId = currentTenant()): void {
    this.caches.of(tenantId).invalidate(transaction, 'channel', 'all');
  }
}

function keptOf(channel: Channel): KeptChannel {
  const { accessToken, accessTokenKey, holdNoticeAt, holdToldAt, ...listed } = channel;
  return mapped(listed, (column, value) =>
    isDate(column) && value !== null ? (value as Date).toISOString() : value,
  ) as KeptChannel;
}

function listedOf(kept: KeptChannel): ListedChannel {
  return mapped(kept, (column, value) =>
    isDate(column) && value !== null ? new Date(value as string) : value,
  ) as ListedChannel;
}

function mapped(row: object, change: (column: string, value: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, change(column, value)]));
}
