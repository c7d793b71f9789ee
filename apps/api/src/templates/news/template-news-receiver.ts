import { Inject, Injectable } from '@nestjs/common';
import { CHANNEL_PROVIDERS, ChannelProvider, TemplateNews } from '../../channels';
import { forTenants } from '../../kernel/context';
import { AccountNewsReceiver, ToldAccountEvent } from '../../messaging';
import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { heardOf } from './heard-of';
import { TemplateHistoryRepository } from '../history/template-history.repository';
import { TemplateNewsRepository } from './template-news.repository';
import { TemplateSyncsRepository } from '../sync/template-syncs.repository';
import { TemplateAccount } from '../templates.repository';

interface About {
  readonly tenantId: string;
  readonly account: TemplateAccount;
  readonly key: string;
  readonly news: TemplateNews;
  readonly at: Date;
}

/** Has templates follow the news of their account. Asks nobody: what the news do not say is left to a sync. */
@Injectable()
export class TemplateNewsReceiver extends AccountNewsReceiver {
  constructor(
    @Inject(CHANNEL_PROVIDERS) private readonly providers: readonly ChannelProvider[],
    private readonly templates: TemplateNewsRepository,
    private readonly history: TemplateHistoryRepository,
    private readonly syncs: TemplateSyncsRepository,
  ) {
    super();
  }

  async receiveAll(transaction: Transaction, events: readonly ToldAccountEvent[]): Promise<Change[]> {
    const changes: Change[] = [];
    for (const about of inOneOrder(events.flatMap((event) => this.aboutTemplate(event)))) {
      const { tenantId } = about;
      const templateId = await forTenants([tenantId], () => this.receive(transaction, about));
      if (templateId !== null) changes.push({ tenantId, templateId });
    }
    return changes;
  }

  /** Which template it changed. */
  private async receive(transaction: Transaction, { account, key, news, at }: About): Promise<string | null> {
    const template = await this.templates.lock(transaction, account, key);
    const isOther = template?.status === 'deleted' && news.status?.now !== 'deleted';
    if (template === null || isOther || news.hasNewWords) await this.syncs.want(transaction, account);
    if (template === null || isOther) return null;
    const moved = heardOf(template, news, at);
    if (moved === null) return null;
    await this.templates.move(transaction, moved.template);
    await this.history.addOfProvider(transaction, moved.history);
    return template.id;
  }

  private aboutTemplate({ tenantId, provider, accountId, field, payload, at }: ToldAccountEvent): About[] {
    const rules = this.providers.find((one) => one.provider === provider)?.templates;
    if (rules === undefined || accountId === '' || !rules.newsFields.includes(field)) return [];
    const news = rules.newsOf({ field, payload });
    return news === null
      ? []
      : [{ tenantId, account: { provider, accountId }, key: rules.keyOf(news), news, at }];
  }
}

/** The same for all workers: two that move the same ones do not lock each other out. Of one template the oldest first. */
function inOneOrder(all: readonly About[]): About[] {
  const name = ({ tenantId, account, key }: About): string =>
    [tenantId, account.provider, account.accountId, key].join(' ');
  return [...all].sort((one, other) => {
    const [a, b] = [name(one), name(other)];
    return a === b ? one.at.getTime() - other.at.getTime() : a < b ? -1 : 1;
  });
}
