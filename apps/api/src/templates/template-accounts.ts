import { Injectable } from '@nestjs/common';
import { Channel, ChannelsRepository, ChannelTemplates, TenantProviders } from '../channels';
import { notFound } from '../kernel/problem';
import { AppDatabase } from '../platform/database/database';
import { noNumber } from './templates.errors';
import { TemplateAccount } from './templates.repository';

type Provider = Awaited<ReturnType<TenantProviders['ready']>>['provider'];

/** The accounts of the current tenant that have templates: those of its numbers. */
@Injectable()
export class TemplateAccounts {
  constructor(
    private readonly app: AppDatabase,
    private readonly channels: ChannelsRepository,
    private readonly providers: TenantProviders,
  ) {}

  /** Those whose provider we know. */
  async all(): Promise<TemplateAccount[]> {
    const accounts = new Map<string, TemplateAccount>();
    for (const { provider, accountId } of await this.connected()) {
      if (this.providers.named(provider) !== undefined)
        accounts.set(`${provider} ${accountId}`, { provider, accountId });
    }
    return [...accounts.values()];
  }

  /** @throws Problem 404 */
  async ofChannel(channelId: string): Promise<TemplateAccount> {
    const channel = (await this.connected()).find(({ id }) => id === channelId);
    if (channel === undefined) throw notFound('channel');
    const { provider, accountId } = channel;
    return { provider, accountId };
  }

  /** What is asked about forms, without any call. @throws Problem 422 for a provider that nobody knows */
  rulesOf({ provider }: Pick<TemplateAccount, 'provider'>): ChannelTemplates {
    return this.providers.known(provider).templates;
  }

  /** The rules for forms that no account has yet: those of the only provider with templates. */
  rules(): ChannelTemplates {
    const [first] = this.providers.all();
    if (first === undefined) throw notFound('provider');
    return first.templates;
  }

  /**
   * By the token of one of the account's numbers, of one that is not held where there is one.
   * @throws Problem 409 where none is connected, 422 where its token cannot be opened
   */
  async open({ provider, accountId }: TemplateAccount): Promise<Provider> {
    const ours = (await this.connected()).filter(
      (channel) => channel.provider === provider && channel.accountId === accountId,
    );
    const channel = ours.find(({ heldCode }) => heldCode === null) ?? ours[0];
    if (channel === undefined) throw noNumber();
    return (await this.providers.ready(channel.id)).provider;
  }

  private connected(): Promise<Channel[]> {
    return this.app.reading((transaction) => this.channels.list(transaction));
  }
}
