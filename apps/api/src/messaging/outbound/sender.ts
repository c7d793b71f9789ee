import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { Channel, ChannelsRepository, ChannelsService } from '../../channels';
import { backoffMs } from '../../kernel/backoff';
import { forTenants } from '../../kernel/context';
import { UnreadableSecret } from '../../platform/crypto/secret-box';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter, Failure, SendOutcome } from '../communication-adapter';
import { StatusesRepository } from '../messages/statuses.repository';
import { ClaimedMessage, OutboxRepository } from './outbox.repository';

const BATCH = 50;
const ATTEMPTS = 5;
/** Longer than every timeout of a send together, so that no living sender is taken for dead. */
const ABANDONED_SECONDS = 120;
/** A person who waited longer gets no answer any more: WhatsApp closes the conversation after as long. */
const HOLD = { seconds: 60, longestHours: 24 };

interface OpenedChannel {
  readonly channel: Channel;
  /** Null when it cannot be opened. */
  readonly accessToken: string | null;
}

type Outcome = SendOutcome | { readonly kind: 'held'; readonly failure: Failure };

/** Hands queued messages to their providers: claimed and committed first, sent then, the outcome written last. */
@Injectable()
export class Sender {
  constructor(
    private readonly database: SystemDatabase,
    private readonly outbox: OutboxRepository,
    private readonly statuses: StatusesRepository,
    private readonly channels: ChannelsRepository,
    private readonly tokens: ChannelsService,
    private readonly realtime: Realtime,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sends one batch and answers its size. */
  async sendDue(): Promise<number> {
    const { claimed, channels } = await this.claim();
    await Promise.all(claimed.map((message) => this.send(message, channels)));
    await this.realtime.publish(claimed);
    return claimed.length;
  }

  /** Says of messages whose sender died that their fate is unknown. */
  async giveUpAbandoned(): Promise<void> {
    const changes = await this.database.systemTransaction(async (transaction) => {
      const tenantIds = await this.outbox.abandonedAcrossTenants(transaction, ABANDONED_SECONDS);
      if (tenantIds.length === 0) return [];
      await setTenants(transaction, tenantIds);
      return forTenants(tenantIds, () => this.outbox.markAbandoned(transaction, ABANDONED_SECONDS));
    });
    if (changes.length > 0) await this.realtime.publish(changes);
  }

  private claim(): Promise<{ claimed: ClaimedMessage[]; channels: OpenedChannel[] }> {
    return this.database.systemTransaction(async (transaction) => {
      const tenantIds = await this.outbox.waitingAcrossTenants(transaction);
      if (tenantIds.length === 0) return { claimed: [], channels: [] };
      await setTenants(transaction, tenantIds);
      return forTenants(tenantIds, () => this.claimOldest(transaction));
    });
  }

  private async claimOldest(
    transaction: Transaction,
  ): Promise<{ claimed: ClaimedMessage[]; channels: OpenedChannel[] }> {
    const claimed = await this.outbox.claim(transaction, BATCH);
    const ids = [...new Set(claimed.map(({ channelId }) => channelId))];
    const channels = await this.channels.withTokens(transaction, ids);
    // Before the claim is committed: where keys cannot be read now, the messages are still in the queue.
    return { claimed, channels: await Promise.all(channels.map((channel) => this.open(channel))) };
  }

  private async open(channel: Channel): Promise<OpenedChannel> {
    try {
      return { channel, accessToken: await this.tokens.openToken(channel) };
    } catch (err) {
      if (!(err instanceof UnreadableSecret)) throw err;
      const { tenantId, id: channelId } = channel;
      this.logger.error({ err, tenantId, channelId }, 'messages held: the access token cannot be opened');
      return { channel, accessToken: null };
    }
  }

  private send(message: ClaimedMessage, channels: readonly OpenedChannel[]): Promise<void> {
    return forTenants([message.tenantId], async () => {
      const opened = channels.find(
        ({ channel }) => channel.tenantId === message.tenantId && channel.id === message.channelId,
      );
      const outcome = await this.handOver(message, opened);
      await this.database.transaction((transaction) => this.write(transaction, message, outcome));
    });
  }

  private async handOver(message: ClaimedMessage, opened: OpenedChannel | undefined): Promise<Outcome> {
    const adapter = this.adapters.find(({ provider }) => provider === opened?.channel.provider);
    if (opened === undefined || adapter === undefined) {
      return {
        kind: 'refused',
        failure: { code: 'no_channel', reason: 'The channel is not connected any more.' },
      };
    }
    const { channel, accessToken } = opened;
    if (accessToken === null) {
      const reason = 'We cannot open the access token of this number. Give it a new one if this stays so.';
      return { kind: 'held', failure: { code: 'unreadable_access_token', reason } };
    }
    try {
      return await adapter.sendText({ externalId: channel.externalId, accessToken }, message);
    } catch (err) {
      this.logger.error({ err, messageId: message.id }, 'message not handed over');
      return {
        kind: 'postponed',
        failure: { code: 'not_handed_over', reason: 'We could not hand the message over.' },
      };
    }
  }

  private async write(transaction: Transaction, message: ClaimedMessage, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case 'accepted':
        await this.statuses.lockProviderMessage(transaction, message.channelId, outcome.providerMessageId);
        await this.outbox.markAccepted(transaction, message, outcome.providerMessageId);
        return this.statuses.applyRecorded(transaction, message, outcome.providerMessageId);
      case 'refused':
        return this.outbox.markFailed(transaction, message, outcome.failure);
      case 'unknown':
        return this.outbox.markUnknown(transaction, message, outcome.failure);
      case 'held':
        if (await this.outbox.hold(transaction, message, outcome.failure, HOLD)) return;
        return this.outbox.markFailed(transaction, message, outcome.failure);
      case 'postponed':
        if (message.attempts >= ATTEMPTS)
          return this.outbox.markFailed(transaction, message, outcome.failure);
        return this.outbox.postpone(transaction, message, outcome.failure, backoffMs(message.attempts));
    }
  }
}
