import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { SystemDatabase } from '../../platform/database/database';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { Channel } from '../channel.entity';
import { ChannelsRepository } from '../channels.repository';
import { ChannelsService } from '../channels.service';
import { TenantProviderFor, TenantProviders } from '../provider/tenant-providers';

type Ready = Extract<TenantProviderFor, { kind: 'ready' }>;

/**
 * Gives a channel up, and then has the provider send us no more of its account, where that was the account's last
 * channel here. Whatever the provider says to that, the channel is given up: what it goes on sending is put aside.
 */
@Injectable()
export class DisconnectionService {
  constructor(
    private readonly providers: TenantProviders,
    private readonly service: ChannelsService,
    private readonly system: SystemDatabase,
    private readonly channels: ChannelsRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws Problem 404 */
  async disconnect(channelId: string): Promise<void> {
    // With its token, which is forgotten in the next step.
    const made = await this.providers.of(channelId);
    await this.service.disconnect(channelId);
    if (made.kind === 'ready' && !made.channel.simulated) await this.stopListening(made);
  }

  private async stopListening({ channel, provider }: Ready): Promise<void> {
    const { tenantId, id: channelId } = channel;
    try {
      if (await this.isUsedAcrossTenants(channel)) return;
      const outcome = await provider.ask(({ connection }, access) => connection.unsubscribe(access));
      if (outcome.kind === 'done') return;
      const { code } = outcome.trouble;
      this.logger.warn({ tenantId, channelId, code }, 'what arrives for the account is still sent to us');
    } catch (error) {
      this.logger.warn(
        { err: error, tenantId, channelId },
        'what arrives for the account is still sent to us',
      );
    }
  }

  /** Whether the account has another channel here, whosever. */
  private async isUsedAcrossTenants({ provider, accountId }: Channel): Promise<boolean> {
    const account = { provider, channelExternalId: null, accountId };
    const routes = await this.system.systemTransaction((transaction) =>
      this.channels.routesAcrossTenants(transaction, [account]),
    );
    return routes.length > 0;
  }
}
