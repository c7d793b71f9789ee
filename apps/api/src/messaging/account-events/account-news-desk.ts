import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { toldTimeOf } from '../messages/occurrence';
import { ChannelStandings, NOTHING_FOLLOWED } from '../outbound/standings/channel-standings';
import { AccountEventsRepository, ReceivedAccountEvent } from './account-events.repository';
import { AccountNewsReceiver } from './account-news-receiver';

export interface NewsReceived {
  readonly changes: readonly Change[];
  /** Something may be sent that had to wait. */
  readonly resumed: boolean;
}

/** Keeps what a provider says of an account, and has all follow it that goes by it, in one transaction. */
@Injectable()
export class AccountNewsDesk {
  constructor(
    private readonly events: AccountEventsRepository,
    private readonly standings: ChannelStandings,
    private readonly others: AccountNewsReceiver,
  ) {}

  /** Of several tenants, for exactly those of the work that runs. */
  async receiveAll(transaction: Transaction, news: readonly ReceivedAccountEvent[]): Promise<NewsReceived> {
    if (news.length === 0) return NOTHING_FOLLOWED;
    await this.events.receiveAll(transaction, news);
    const told = news.map(({ tenantId, channelId, provider, receivedAt, element }) => {
      const { whereabouts, field, payload } = element;
      const at = toldTimeOf(element, receivedAt);
      return { tenantId, channelId, provider, accountId: whereabouts.accountId ?? '', field, payload, at };
    });
    const others = await this.others.receiveAll(transaction, told);
    const { changes, resumed } = await this.standings.follow(transaction, told);
    return { changes: [...others, ...changes], resumed };
  }
}
