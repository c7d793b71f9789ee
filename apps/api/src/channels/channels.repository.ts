import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { currentTenant, currentTenants } from '../kernel/context';
import { Transaction } from '../platform/database/transaction';
import { Channel } from './channel.entity';
import { ChannelsCache } from './channels.cache';

/** A sealed access token, with what may be told of it. */
export type StoredToken = Pick<
  Channel,
  | 'accessToken'
  | 'accessTokenLastFour'
  | 'accessTokenFingerprint'
  | 'accessTokenSetAt'
  | 'accessTokenExpiresAt'
>;

/** Nothing keeps a channel from sending. */
export const UNHELD = {
  heldCode: null,
  heldReason: null,
  heldUntil: null,
  heldSince: null,
  holdNoticeAt: null,
  holdToldAt: null,
} as const;
type Unheld = typeof UNHELD;

type NewRow = Omit<
  Channel,
  'createdAt' | 'tenantId' | 'messagesPerSecond' | 'disconnectedAt' | 'accessTokenKey' | keyof Unheld
>;

/** What people write to, as the provider names it. */
export interface ChannelAddress {
  readonly provider: string;
  readonly externalId: string;
}

/** Where something that came in says it belongs. Of the three at least one is there. */
export interface ChannelWhereabouts {
  readonly provider: string;
  readonly channelExternalId: string | null;
  readonly accountId: string | null;
}

/** Where an address leads. */
export interface ChannelRoute extends ChannelAddress {
  readonly accountId: string;
  /** As people read it, digits only. */
  readonly address: string;
  readonly tenantId: string;
  readonly channelId: string;
}

@Injectable()
export class ChannelsRepository {
  constructor(private readonly cache: ChannelsCache) {}

  /** Those that are connected. */
  list(transaction: Transaction): Promise<Channel[]> {
    const where = { tenantId: currentTenant(), disconnectedAt: IsNull() };
    return transaction.find(Channel, { where, order: { id: 'ASC' } });
  }

  find(transaction: Transaction, id: string): Promise<Channel | null> {
    return transaction.findOneBy(Channel, { tenantId: currentTenant(), id });
  }

  /** With the sealed token, for the sender; of all current tenants. */
  withTokens(transaction: Transaction, ids: readonly string[]): Promise<Channel[]> {
    const tenantIds = [...currentTenants()];
    return transaction
      .createQueryBuilder(Channel, 'channel')
      .addSelect('channel.accessToken')
      .where({ tenantId: In(tenantIds), id: In([...ids]) })
      .getMany();
  }

  /** Nobody else changes it until the transaction ends. */
  lock(transaction: Transaction, id: string): Promise<Channel | null> {
    return transaction.findOne(Channel, {
      where: { tenantId: currentTenant(), id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Of a channel that is locked. */
  async change(
    transaction: Transaction,
    { id, version }: Channel,
    change: Partial<
      Pick<Channel, 'echoEnabled' | 'simulated' | 'messagesPerSecond' | 'disconnectedAt'> &
        StoredToken &
        Unheld
    >,
  ): Promise<void> {
    await transaction.update(Channel, { tenantId: currentTenant(), id }, { ...change, version: version + 1 });
    this.cache.invalidate(transaction);
  }

  /** False when the address is taken, by whomever; then the transaction is to be rolled back. */
  async insert(transaction: Transaction, channel: NewRow): Promise<boolean> {
    const row = { ...channel, tenantId: currentTenant() };
    await transaction.createQueryBuilder().insert().into(Channel).values(row).orIgnore().execute();
    return this.takeAddress(transaction, channel);
  }

  /** The tenant's own that had this address, and gave it up; its id. */
  async formerly(transaction: Transaction, { provider, externalId }: ChannelAddress): Promise<string | null> {
    const address = { tenantId: currentTenant(), provider, externalId };
    const channel = await transaction.findOneBy(Channel, { ...address, disconnectedAt: Not(IsNull()) });
    return channel?.id ?? null;
  }

  /** One that was given up gets its address back. False as `insert`. */
  async reconnect(transaction: Transaction, { id, version: _first, ...row }: NewRow): Promise<boolean> {
    const former = { tenantId: currentTenant(), id, disconnectedAt: Not(IsNull()) };
    const again = { ...row, ...UNHELD, disconnectedAt: null, version: () => 'version + 1' };
    const { affected } = await transaction.update(Channel, former, again);
    return affected === 1 && this.takeAddress(transaction, { id, ...row });
  }

  /** From now on the address is nobody's. */
  async freeAddress(transaction: Transaction, { id }: Pick<Channel, 'id'>): Promise<void> {
    await transaction.query('DELETE FROM channel_route WHERE tenant_id = $1 AND channel_id = $2', [
      currentTenant(),
      id,
    ]);
  }

  /** Which of these have the echo on, of all current tenants. */
  async withEcho(transaction: Transaction, ids: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await transaction.query(
      'SELECT id FROM channel WHERE tenant_id = ANY ($1) AND id = ANY ($2) AND echo_enabled',
      [currentTenants(), ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** For whoever runs the installation, who names a channel by its id, or by the provider's id of its address. */
  namedAcrossTenants(
    transaction: Transaction,
    name: string,
  ): Promise<Pick<ChannelRoute, 'tenantId' | 'channelId'>[]> {
    return transaction.query(
      `SELECT tenant_id AS "tenantId", channel_id AS "channelId" FROM channel_route
       WHERE external_id = $1 OR channel_id::text = lower($1)`,
      [name],
    );
  }

  /**
   * Reads the directory across tenants: what comes in names an address or an account, and only this says whose it is.
   * Answers every route of the named addresses, and of the accounts of what names no address.
   */
  async routesAcrossTenants(
    transaction: Transaction,
    whereabouts: readonly ChannelWhereabouts[],
  ): Promise<ChannelRoute[]> {
    const addresses = distinct(whereabouts, ({ channelExternalId }) => channelExternalId);
    const accounts = distinct(whereabouts, ({ channelExternalId, accountId }) =>
      channelExternalId === null ? accountId : null,
    );
    return transaction.query(
      `SELECT provider, external_id AS "externalId", account_id AS "accountId", address, tenant_id AS "tenantId",
         channel_id AS "channelId"
       FROM channel_route
       WHERE (provider, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
       UNION
       SELECT provider, external_id, account_id, address, tenant_id, channel_id
       FROM channel_route
       WHERE (provider, account_id) IN (SELECT * FROM unnest($3::text[], $4::text[]))`,
      [
        addresses.map(([provider]) => provider),
        addresses.map(([, externalId]) => externalId),
        accounts.map(([provider]) => provider),
        accounts.map(([, accountId]) => accountId),
      ],
    );
  }

  private async takeAddress(
    transaction: Transaction,
    channel: Pick<Channel, 'id' | 'provider' | 'externalId' | 'accountId' | 'address'>,
  ): Promise<boolean> {
    const routed: unknown[] = await transaction.query(
      `INSERT INTO channel_route (provider, external_id, tenant_id, channel_id, account_id, address)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        channel.provider,
        channel.externalId,
        currentTenant(),
        channel.id,
        channel.accountId,
        channel.address.replaceAll(/\D/g, ''),
      ],
    );
    this.cache.invalidate(transaction);
    return routed.length === 1;
  }
}

/** The names that are there, each once for its provider. */
function distinct(
  whereabouts: readonly ChannelWhereabouts[],
  nameOf: (of: ChannelWhereabouts) => string | null,
): [string, string][] {
  const named = new Map<string, [string, string]>();
  for (const of of whereabouts) {
    const name = nameOf(of);
    if (name !== null) named.set(`${of.provider} ${name}`, [of.provider, name]);
  }
  return [...named.values()];
}
