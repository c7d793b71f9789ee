import { Injectable } from '@nestjs/common';
import { ChannelsCache } from '../channels.cache';
import { ChannelNewsService } from '../news/channel-news.service';
import { isBanned, TimedNews, withTold } from '../news/told';
import { ChannelFacts } from '../provider/channel-provider';
import { ProviderTrouble, titleOf } from '../provider/provider-trouble';
import { TenantProviders } from '../provider/tenant-providers';

export interface ChannelHealth {
  readonly healthy: boolean;
  readonly message: string;
  /** Null where it is healthy. */
  readonly trouble: ProviderTrouble | null;
  readonly facts: ChannelFacts | null;
  /** ISO time, UTC. */
  readonly lastCheck: string;
}

/**
 * Healthy is a channel whose credentials the provider took just now, and which can send. Nothing less is (seed 000). What
 * the provider has told since it was asked counts at once.
 */
@Injectable()
export class ChannelHealthService {
  constructor(
    private readonly providers: TenantProviders,
    private readonly cache: ChannelsCache,
    private readonly news: ChannelNewsService,
  ) {}

  /** @throws Problem 404 */
  async of(channelId: string): Promise<ChannelHealth> {
    return withNews(await this.answered(channelId), await this.news.of(channelId));
  }

  private async answered(channelId: string): Promise<ChannelHealth> {
    const made = await this.providers.of(channelId);
    if (made.kind === 'unready') return unhealthy(made.trouble, null);
    return this.cache.health(made.channel, async () => {
      const health = await made.provider.ask((provider, access) => provider.health(access));
      if (!health.healthy) return unhealthy(health.trouble, health.facts);
      return { healthy: true, message: READY, trouble: null, facts: health.facts, lastCheck: now() };
    });
  }
}

const now = (): string => new Date().toISOString();

const READY = 'The provider takes the access token, and the number can send.';

function withNews(health: ChannelHealth, news: readonly TimedNews[]): ChannelHealth {
  const facts = withTold(health.facts, news, new Date(health.lastCheck));
  if (!health.healthy || !isBanned(news)) return { ...health, facts };
  const trouble = { code: 'refused', reason: BANNED, providerCode: null, retryAfterMs: null } as const;
  return { ...health, healthy: false, message: titleOf(trouble.code), trouble, facts };
}

const BANNED = 'The provider has said that it disabled the account.';

function unhealthy(trouble: ProviderTrouble, facts: ChannelFacts | null): ChannelHealth {
  return { healthy: false, message: titleOf(trouble.code), trouble, facts, lastCheck: now() };
}
