import { Injectable } from '@nestjs/common';
import { currentTenant, forTenants } from '../kernel/context';
import { newId } from '../kernel/ids';
import { notFound, Problem } from '../kernel/problem';
import { SecretBox, SecretPlace } from '../platform/crypto/secret-box';
import { AppDatabase, SystemDatabase } from '../platform/database/database';
import { Transaction } from '../platform/database/transaction';
import { changedMeanwhile } from '../platform/http/document-version';
import { AuditTrail, DeedTo } from '../tenancy';
import { traitsOf } from './access-token';
import { Channel } from './channel.entity';
import { ChannelsCache, ListedChannel } from './channels.cache';
import { ChannelAddress, ChannelsRepository, StoredToken, UNHELD } from './channels.repository';

export interface NewChannel extends ChannelAddress {
  readonly accountId: string;
  readonly name: string;
  readonly address: string;
  readonly accessToken: string;
  /** Null or left out: it does not end, or nobody knows. */
  readonly accessTokenExpiresAt?: Date | null;
  readonly echoEnabled: boolean;
}

export interface ChannelChange {
  readonly echoEnabled?: boolean | undefined;
  readonly messagesPerSecond?: number | undefined;
}

/** Takes the place of a token that is forgotten. */
const NO_TOKEN = 'disconnected';
const NO_TRAITS = {
  accessTokenLastFour: null,
  accessTokenFingerprint: null,
  accessTokenSetAt: null,
  accessTokenExpiresAt: null,
} as const;

@Injectable()
export class ChannelsService {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly channels: ChannelsRepository,
    private readonly cache: ChannelsCache,
    private readonly secrets: SecretBox,
    private readonly audit: AuditTrail,
  ) {}

  /** Others may have changed them within the last second. */
  list(): Promise<ListedChannel[]> {
    return this.cache.fetch(() => this.app.reading((transaction) => this.channels.list(transaction)));
  }

  /** @throws Problem 404, 412 when `version` is given and no longer the channel's */
  update(id: string, wanted: ChannelChange, version: number | null): Promise<Channel> {
    return this.app.transaction(async (transaction) => {
      const channel = await this.lock(transaction, id);
      if (version !== null && version !== channel.version) throw changedMeanwhile();
      const after = differences(channel, wanted);
      const changed = Object.keys(after) as (keyof ChannelChange)[];
      if (changed.length === 0) return channel;
      await this.channels.change(transaction, channel, after);
      const before = Object.fromEntries(changed.map((name) => [name, channel[name]]));
      await this.record(transaction, 'changed', channel, { before, after: { ...after } });
      return this.lock(transaction, id);
    });
  }

  /** Connects an address that nobody has. @throws Problem 409 when it is connected, here or elsewhere */
  async connect(wanted: NewChannel, { simulated = false } = {}): Promise<Channel> {
    const channel = await this.insert(wanted, simulated);
    if (channel === null) throw numberTaken();
    return channel;
  }

  /** Connects the simulator's address to the current tenant; the tenant that has it already gets the token. */
  async connectSimulated(wanted: NewChannel): Promise<void> {
    if ((await this.insert(wanted, true)) === null) await this.renewSimulatedAcrossTenants(wanted);
  }

  /** Gives the simulator's address its token of now, whosever it is. False when it is nobody's. */
  async renewSimulatedAcrossTenants(wanted: ChannelAddress & { accessToken: string }): Promise<boolean> {
    const [route] = await this.system.systemTransaction((transaction) =>
      this.channels.routesAcrossTenants(transaction, [
        { provider: wanted.provider, channelExternalId: wanted.externalId, accountId: null },
      ]),
    );
    if (route === undefined) return false;
    const { tenantId, channelId } = route;
    await forTenants([tenantId], () => this.setToken(channelId, wanted.accessToken, { simulated: true }));
    return true;
  }

  /** @throws Problem 404 */
  replaceAccessToken(id: string, accessToken: string, expiresAt: Date | null = null): Promise<Channel> {
    return this.setToken(id, accessToken, { expiresAt });
  }

  /**
   * Gives the address up, so that anybody may connect it. What was said there stays; the token does not, and what waits
   * to be sent fails. @throws Problem 404
   */
  async disconnect(id: string): Promise<void> {
    // What is sealed is what was there: a secret that is not needed is not kept.
    const { accessToken } = await this.seal(id, NO_TOKEN, null);
    await this.system.transaction(async (transaction) => {
      const channel = await this.lock(transaction, id);
      const change = { accessToken, ...NO_TRAITS, ...UNHELD, disconnectedAt: new Date() };
      await this.channels.change(transaction, channel, change);
      await this.channels.freeAddress(transaction, channel);
      const { address, externalId, accountId } = channel;
      await this.record(transaction, 'disconnected', channel, {
        before: { address, externalId, accountId },
      });
    });
  }

  /** @throws UnreadableSecret, DatabaseAway */
  openToken(channel: Channel): Promise<string> {
    return this.secrets.open(channel.accessToken, tokenPlace(channel.tenantId, channel.id));
  }

  /** As parley_system, who alone writes the directory. Null when the address is taken. */
  private async insert(
    { accessToken, accessTokenExpiresAt = null, ...wanted }: NewChannel,
    simulated: boolean,
  ): Promise<Channel | null> {
    const former = await this.app.reading((transaction) => this.channels.formerly(transaction, wanted));
    const id = former ?? newId();
    const token = await this.seal(id, accessToken, accessTokenExpiresAt);
    try {
      return await this.system.transaction(async (transaction) => {
        const row = { ...wanted, ...token, id, simulated, version: 1 };
        const isTheirs =
          former === null
            ? await this.channels.insert(transaction, row)
            : await this.channels.reconnect(transaction, row);
        if (!isTheirs) throw new AddressTaken();
        const { name, address, externalId, accountId } = wanted;
        await this.record(
          transaction,
          'connected',
          { id, name },
          {
            after: { address, externalId, accountId, simulated, accessToken: traitsOf(accessToken) },
          },
        );
        return this.lock(transaction, id);
      });
    } catch (error) {
      if (error instanceof AddressTaken) return null;
      throw error;
    }
  }

  private async setToken(
    id: string,
    accessToken: string,
    { expiresAt = null, ...more }: { simulated?: boolean; expiresAt?: Date | null },
  ): Promise<Channel> {
    const token = await this.seal(id, accessToken, expiresAt);
    return this.app.transaction(async (transaction) => {
      const channel = await this.lock(transaction, id);
      // Whatever was wrong with the one before, this one is tried.
      await this.channels.change(transaction, channel, { ...token, ...more, ...UNHELD });
      const { accessTokenLastFour: lastFour, accessTokenFingerprint: fingerprint } = channel;
      // A seed gives the same token at every start; that is no event.
      if (fingerprint !== token.accessTokenFingerprint) {
        await this.record(transaction, 'access_token_replaced', channel, {
          before: { accessToken: { lastFour, fingerprint } },
          after: { accessToken: traitsOf(accessToken) },
        });
      }
      return this.lock(transaction, id);
    });
  }

  /** Outside of any transaction: sealing may need a connection of its own. */
  private async seal(id: string, accessToken: string, expiresAt: Date | null): Promise<StoredToken> {
    const { lastFour, fingerprint } = traitsOf(accessToken);
    return {
      accessToken: await this.secrets.seal(accessToken, tokenPlace(currentTenant(), id)),
      accessTokenLastFour: lastFour,
      accessTokenFingerprint: fingerprint,
      accessTokenSetAt: new Date(),
      accessTokenExpiresAt: expiresAt,
    };
  }

  private async lock(transaction: Transaction, id: string): Promise<Channel> {
    const channel = await this.channels.lock(transaction, id);
    if (channel === null || channel.disconnectedAt !== null) throw notFound('channel');
    return channel;
  }

  private record(
    transaction: Transaction,
    deed: DeedTo<'channel'>,
    { id, name }: Pick<Channel, 'id' | 'name'>,
    change: { before?: Record<string, unknown>; after?: Record<string, unknown> },
  ): Promise<void> {
    const target = { kind: 'channel', id, name };
    return this.audit.record(transaction, { action: `channel.${deed}`, target, ...change });
  }
}

function differences(channel: Channel, wanted: ChannelChange): Partial<Pick<Channel, keyof ChannelChange>> {
  const { echoEnabled, messagesPerSecond } = wanted;
  return {
    ...(echoEnabled !== undefined && echoEnabled !== channel.echoEnabled && { echoEnabled }),
    ...(messagesPerSecond !== undefined &&
      messagesPerSecond !== channel.messagesPerSecond && { messagesPerSecond }),
  };
}

class AddressTaken extends Error {}

/** The same words whoever has it. */
const numberTaken = (): Problem =>
  new Problem(
    409,
    'number_taken',
    'This number is already connected.',
    'A number can be connected once. Disconnect it where it is connected first.',
  );

function tokenPlace(tenantId: string, row: string): SecretPlace {
  return { tenantId, table: 'channel', column: 'access_token', row };
}
