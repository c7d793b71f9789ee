import { Injectable } from '@nestjs/common';
import { currentTenant } from '../kernel/context';
import { newId } from '../kernel/ids';
import { notFound } from '../kernel/problem';
import { SecretBox, SecretPlace } from '../platform/crypto/secret-box';
import { AppDatabase, SystemDatabase } from '../platform/database/database';
import { Channel } from './channel.entity';
import { ChannelsRepository } from './channels.repository';

export interface NewChannel {
  readonly provider: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly name: string;
  readonly address: string;
  readonly accessToken: string;
  readonly echoEnabled: boolean;
}

@Injectable()
export class ChannelsService {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly channels: ChannelsRepository,
    private readonly secrets: SecretBox,
  ) {}

  list(): Promise<Channel[]> {
    return this.app.transaction((transaction) => this.channels.list(transaction));
  }

  /** @throws Problem 404 */
  setEcho(id: string, echoEnabled: boolean): Promise<Channel> {
    return this.app.transaction(async (transaction) => {
      await this.channels.setEcho(transaction, id, echoEnabled);
      const channel = await this.channels.find(transaction, id);
      if (channel === null) throw notFound('channel');
      return channel;
    });
  }

  /** Connects the address to the current tenant, or gives the connected one its new token. */
  async connect(wanted: NewChannel): Promise<void> {
    await this.system.transaction(async (transaction) => {
      const known = await this.channels.findByExternalId(transaction, wanted.provider, wanted.externalId);
      const tenantId = currentTenant();
      const id = known?.id ?? newId();
      const accessToken = this.secrets.seal(wanted.accessToken, tokenPlace(tenantId, id));
      if (known !== null) return this.channels.saveToken(transaction, id, accessToken);
      return this.channels.insert(transaction, { ...wanted, tenantId, id, accessToken });
    });
  }

  openToken(channel: Channel): string {
    return this.secrets.open(channel.accessToken, tokenPlace(channel.tenantId, channel.id));
  }
}

function tokenPlace(tenantId: string, row: string): SecretPlace {
  return { tenantId, table: 'channel', column: 'access_token', row };
}
