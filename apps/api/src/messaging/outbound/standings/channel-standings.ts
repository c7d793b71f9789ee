import { Inject, Injectable } from '@nestjs/common';
import { CHANNEL_PROVIDERS, ChannelProvider, ChannelsCache } from '../../../channels';
import { Transaction } from '../../../platform/database/transaction';
import { ChannelChange } from '../../../platform/realtime/realtime';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../../communication-adapter';
import { ChannelStandingsRepository, ConcernedChannel, NewsPlace } from './channel-standings.repository';

export interface ToldNumbers extends NewsPlace {
  readonly field: string;
}

export interface Followed {
  readonly changes: readonly ChannelChange[];
  /** Something may be sent that had to wait. */
  readonly resumed: boolean;
}

export const NOTHING_FOLLOWED: Followed = { changes: [], resumed: false };

/**
 * Has numbers follow the news of their account, in the transaction that keeps them: a number that may send nothing is
 * held, one that may again goes on, and whoever looks at it hears of either. It goes by all news that are kept, and by
 * their own times, so that it does not matter in which order they come, or how often.
 */
@Injectable()
export class ChannelStandings {
  constructor(
    private readonly channels: ChannelStandingsRepository,
    private readonly cache: ChannelsCache,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(CHANNEL_PROVIDERS) private readonly providers: readonly ChannelProvider[],
  ) {}

  /** Of all current tenants; after the news were stored. Asks nobody. */
  async follow(transaction: Transaction, news: readonly ToldNumbers[]): Promise<Followed> {
    const told = news.filter((one) => one.accountId !== '' && this.isOfNumbers(one));
    if (told.length === 0) return NOTHING_FOLLOWED;
    const concerned = await this.channels.lock(transaction, told);
    const resumed = told.some((one) => this.isOfStanding(one)) && (await this.stand(transaction, concerned));
    for (const channel of concerned) this.cache.forget(transaction, channel);
    const changes = concerned.map(({ tenantId, channelId }) => ({ tenantId, channelId }));
    return { changes, resumed };
  }

  private async stand(transaction: Transaction, concerned: readonly ConcernedChannel[]): Promise<boolean> {
    const fields = this.adapters.flatMap(({ standingFields }) => standingFields);
    const known = await this.channels.newsOf(transaction, concerned, fields);
    const banned = new Set(
      known.filter(({ channelId, news }) => {
        const provider = concerned.find((one) => one.channelId === channelId)?.provider;
        const adapter = this.adapters.find((one) => one.provider === provider);
        return adapter?.standingOf(news ?? [], null, Date.now()).state === 'banned';
      }),
    );
    const others = known.filter((one) => !banned.has(one));
    await this.channels.hold(transaction, [...banned]);
    await this.channels.release(transaction, others);
    await this.channels.wake(transaction, others);
    return others.length > 0;
  }

  private isOfNumbers({ provider, field }: ToldNumbers): boolean {
    return this.providers.some((one) => one.provider === provider && one.news.newsFields.includes(field));
  }

  private isOfStanding({ provider, field }: ToldNumbers): boolean {
    return this.adapters.some((one) => one.provider === provider && one.standingFields.includes(field));
  }
}
