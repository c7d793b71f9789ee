import { Injectable } from '@nestjs/common';
import { AppDatabase } from '../../platform/database/database';
import { AuditTrail, DeedTo } from '../../tenancy';
import {
  ChannelConnection,
  ChannelProfile,
  ChannelProfileChange,
  WantedCode,
} from '../provider/channel-connection';
import { ChannelAccess } from '../provider/channel-access';
import { ProviderOutcome, valueOf } from '../provider/provider-trouble';
import { TenantProviders } from '../provider/tenant-providers';

type Step = (connection: ChannelConnection, access: ChannelAccess) => Promise<ProviderOutcome<true>>;

/**
 * The steps on which a number comes to its provider, one by one and at somebody's word alone. What the provider did is
 * recorded. Each throws Problem: 404, or what the provider says against it.
 */
@Injectable()
export class ConnectionService {
  constructor(
    private readonly providers: TenantProviders,
    private readonly app: AppDatabase,
    private readonly audit: AuditTrail,
  ) {}

  subscribe(channelId: string): Promise<void> {
    return this.take(channelId, 'subscribed', (connection, access) => connection.subscribe(access));
  }

  requestCode(channelId: string, wanted: WantedCode): Promise<void> {
    const step: Step = (connection, access) => connection.requestCode(access, wanted);
    return this.take(channelId, 'code_requested', step, { ...wanted });
  }

  verifyCode(channelId: string, code: string): Promise<void> {
    return this.take(channelId, 'verified', (connection, access) => connection.verifyCode(access, code));
  }

  register(channelId: string, pin: string): Promise<void> {
    return this.take(channelId, 'registered', (connection, access) => connection.register(access, pin));
  }

  deregister(channelId: string): Promise<void> {
    return this.take(channelId, 'deregistered', (connection, access) => connection.deregister(access));
  }

  setPin(channelId: string, pin: string): Promise<void> {
    return this.take(channelId, 'pin_set', (connection, access) => connection.setPin(access, pin));
  }

  async profileOf(channelId: string): Promise<ChannelProfile> {
    const { provider } = await this.providers.ready(channelId);
    return valueOf(await provider.ask(({ connection }, access) => connection.profile(access)));
  }

  async changeProfile(channelId: string, change: ChannelProfileChange): Promise<ChannelProfile> {
    const step: Step = (connection, access) => connection.changeProfile(access, change);
    await this.take(channelId, 'profile_changed', step, { ...change });
    return this.profileOf(channelId);
  }

  private async take(
    channelId: string,
    deed: DeedTo<'channel'>,
    step: Step,
    after?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { channel, provider } = await this.providers.ready(channelId);
    valueOf(await provider.ask(({ connection }, access) => step(connection, access)));
    const target = { kind: 'channel', id: channel.id, name: channel.name };
    await this.app.transaction((transaction) =>
      this.audit.record(transaction, { action: `channel.${deed}`, target, ...(after && { after }) }),
    );
  }
}
