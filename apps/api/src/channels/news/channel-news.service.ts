import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { ChannelsRepository } from '../channels.repository';
import { CHANNEL_PROVIDERS, ChannelProvider } from '../provider/channel-provider';
import { ChannelNewsRepository } from './channel-news.repository';
import { TimedNews } from './told';

/** What the provider has told of a number, as it was told: nobody is asked. */
@Injectable()
export class ChannelNewsService {
  constructor(
    @Inject(CHANNEL_PROVIDERS) private readonly providers: readonly ChannelProvider[],
    private readonly app: AppDatabase,
    private readonly channels: ChannelsRepository,
    private readonly stored: ChannelNewsRepository,
  ) {}

  /** The oldest first. @throws Problem 404 */
  of(channelId: string): Promise<TimedNews[]> {
    return this.app.reading(async (transaction) => {
      const channel = await this.channels.find(transaction, channelId);
      if (channel === null || channel.disconnectedAt !== null) throw notFound('channel');
      const reader = this.providers.find(({ provider }) => provider === channel.provider)?.news;
      if (reader === undefined) return [];
      const rows = await this.stored.of(transaction, channelId, reader.newsFields);
      return rows.flatMap(({ id: source, field, payload, at, wholeAccount }) =>
        reader.newsOf({ field, payload }).map((news) => ({ ...news, at, wholeAccount, source })),
      );
    });
  }
}
