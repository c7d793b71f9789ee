import { Inject, Injectable } from '@nestjs/common';
import { currentContext, currentTenant } from '../../kernel/context';
import { notFound } from '../../kernel/problem';
import { UnreadableSecret } from '../../platform/crypto/unreadable-secret';
import { AppDatabase } from '../../platform/database/database';
import { Channel } from '../channel.entity';
import { ChannelsRepository } from '../channels.repository';
import { ChannelsService } from '../channels.service';
import { ChannelAccess } from './channel-access';
import { CHANNEL_PROVIDERS, ChannelProvider } from './channel-provider';
import { problemOf, ProviderTrouble, titleOf, TroubleCode } from './provider-trouble';
import { assertTenant, InternalCall } from './tenant-check';

/** The provider of one tenant's channel, for work of that tenant and of nobody else. */
export class TenantProvider {
  constructor(
    readonly tenantId: string,
    private readonly provider: ChannelProvider,
    private readonly access: ChannelAccess,
    private readonly internalCall?: InternalCall,
  ) {}

  /** @throws Problem 403, MissingTenant: the tenant of the work that runs now decides, whoever made this one */
  async ask<Answer>(
    question: (provider: ChannelProvider, access: ChannelAccess) => Promise<Answer>,
  ): Promise<Answer> {
    assertTenant(this.tenantId, currentContext(), this.internalCall);
    return question(this.provider, this.access);
  }
}

export type TenantProviderFor =
  | { readonly kind: 'ready'; readonly channel: Channel; readonly provider: TenantProvider }
  | { readonly kind: 'unready'; readonly channel: Channel; readonly trouble: ProviderTrouble };

/** Makes the provider of a channel out of what is stored of it. */
@Injectable()
export class TenantProviders {
  constructor(
    @Inject(CHANNEL_PROVIDERS) private readonly providers: readonly ChannelProvider[],
    private readonly app: AppDatabase,
    private readonly channels: ChannelsRepository,
    private readonly service: ChannelsService,
  ) {}

  all(): readonly ChannelProvider[] {
    return this.providers;
  }

  named(name: string): ChannelProvider | undefined {
    return this.providers.find(({ provider }) => provider === name);
  }

  /** @throws Problem 422 for a name that no provider has */
  known(name: string): ChannelProvider {
    const provider = this.named(name);
    if (provider === undefined) throw problemOf(ownTrouble('unsupported_provider'));
    return provider;
  }

  /** Of a channel of the current tenant; for a call of ours, it may be asked without a tenant. @throws Problem 404 */
  async of(channelId: string, internalCall?: InternalCall): Promise<TenantProviderFor> {
    const [channel] = await this.app.reading((transaction) =>
      this.channels.withTokens(transaction, [channelId]),
    );
    if (channel === undefined || channel.disconnectedAt !== null) throw notFound('channel');
    const provider = this.named(channel.provider);
    if (provider === undefined)
      return { kind: 'unready', channel, trouble: ownTrouble('unsupported_provider') };
    const accessToken = await this.opened(channel);
    if (accessToken === null)
      return { kind: 'unready', channel, trouble: ownTrouble('unreadable_access_token') };
    const { externalId, accountId, simulated } = channel;
    const access = { externalId, accountId, accessToken, simulated };
    const ofTenant = new TenantProvider(currentTenant(), provider, access, internalCall);
    return { kind: 'ready', channel, provider: ofTenant };
  }

  /** As `of`, where nothing can be done without. @throws Problem 404, 422 */
  async ready(channelId: string): Promise<Extract<TenantProviderFor, { kind: 'ready' }>> {
    const made = await this.of(channelId);
    if (made.kind === 'unready') throw problemOf(made.trouble);
    return made;
  }

  private async opened(channel: Channel): Promise<string | null> {
    try {
      return await this.service.openToken(channel);
    } catch (error) {
      if (error instanceof UnreadableSecret) return null;
      throw error;
    }
  }
}

function ownTrouble(code: TroubleCode): ProviderTrouble {
  return { code, reason: titleOf(code), providerCode: null, retryAfterMs: null };
}
