import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { currentTenant, currentTenants } from '../kernel/context';
import { Transaction } from '../platform/database/transaction';
import { Channel } from './channel.entity';

/** A sealed access token, with what may be told of it. */
export type StoredToken = Pick<
  Channel,
  'accessToken' | 'accessTokenLastFour' | 'accessTokenFingerprint' | 'accessTokenSetAt'
>;

/** What people write to, as the provider names it. */
export interface ChannelAddress {
  readonly provider: string;
  readonly externalId: string;
}

/** Where an address leads. */
export interface ChannelRoute extends ChannelAddress {
  readonly tenantId: string;
  readonly channelId: string;
}

@Injectable()
export class ChannelsRepository {
  list(transaction: Transaction): Promise<Channel[]> {
    return transaction.find(Channel, { where: { tenantId: currentTenant() }, order: { id: 'ASC' } });
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
    change: Partial<Pick<Channel, 'echoEnabled' | 'simulated'> & StoredToken>,
  ): Promise<void> {
    await transaction.update(Channel, { tenantId: currentTenant(), id }, { ...change, version: version + 1 });
  }

  /** False when the address is taken, by whomever; then the transaction is to be rolled back. */
  async insert(transaction: Transaction, channel: Omit<Channel, 'createdAt' | 'tenantId'>): Promise<boolean> {
    const tenantId = currentTenant();
    const row = { ...channel, tenantId };
    await transaction.createQueryBuilder().insert().into(Channel).values(row).orIgnore().execute();
    const routed: unknown[] = await transaction.query(
      `INSERT INTO channel_route (provider, external_id, tenant_id, channel_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [channel.provider, channel.externalId, tenantId, channel.id],
    );
    return routed.length === 1;
  }

  /** Reads the directory across tenants: what comes in names an address, and only this says whose it is. */
  async routesAcrossTenants(
    transaction: Transaction,
    addresses: readonly ChannelAddress[],
  ): Promise<ChannelRoute[]> {
    return transaction.query(
      `SELECT provider, external_id AS "externalId", tenant_id AS "tenantId", channel_id AS "channelId"
       FROM channel_route
       WHERE (provider, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [addresses.map(({ provider }) => provider), addresses.map(({ externalId }) => externalId)],
    );
  }
}
