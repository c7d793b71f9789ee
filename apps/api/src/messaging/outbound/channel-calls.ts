import { Logger } from 'pino';
import { Channel, ChannelsRepository, ChannelsService } from '../../channels';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { UnreadableSecret } from '../../platform/crypto/secret-box';
import { SystemDatabase } from '../../platform/database/database';
import { CommunicationAdapter, OutboundMessage, SendResult } from '../communication-adapter';
import { ClaimedMessage, OutboxRepository } from './outbox.repository';
import { SendingClass } from './pacing/turns';
import { ChannelKey } from './sender-leases.repository';

export interface OpenedChannel {
  readonly provider: string;
  readonly externalId: string;
  readonly messagesPerSecond: number;
  /** It could not send the last time; one message finds out whether it can. */
  readonly isHeld: boolean;
  /** Null when it cannot be opened. */
  readonly accessToken: string | null;
}

interface Claimed {
  readonly channel: OpenedChannel | undefined;
  readonly messages: ClaimedMessage[];
}

interface Parts {
  readonly owner: string;
  readonly database: SystemDatabase;
  readonly outbox: OutboxRepository;
  readonly channels: ChannelsRepository;
  readonly tokens: ChannelsService;
  readonly adapters: readonly CommunicationAdapter[];
  readonly logger: Logger;
}

/** What the sender of a channel asks of the database and of the provider. */
export class ChannelCalls {
  readonly defaultPerSecond = 80;
  private unheardAtMs: number | undefined;

  constructor(
    readonly key: ChannelKey,
    private readonly parts: Parts,
  ) {}

  /**
   * When a claim failed for us that may have been committed all the same, by a clock that does not jump: there may be
   * messages of ours of which we do not know.
   */
  get lostAClaimAtMs(): number | undefined {
    return this.unheardAtMs;
  }

  async claim(fence: string, most: Readonly<Record<SendingClass, number>>): Promise<Claimed> {
    try {
      return await this.claimOnce(fence, most);
    } catch (err) {
      this.unheardAtMs = performance.now();
      throw err;
    }
  }

  /** Before the claim is committed the token is opened: where keys cannot be read now, the messages are still queued. */
  private claimOnce(fence: string, most: Readonly<Record<SendingClass, number>>): Promise<Claimed> {
    const { owner, database, outbox, channels } = this.parts;
    const { tenantId, channelId } = this.key;
    return forTenants([tenantId], () =>
      database.transaction(async (transaction) => {
        const [messages, [channel]] = await Promise.all([
          outbox.claim(transaction, { channelId, owner, fence, most }),
          channels.withTokens(transaction, [channelId]),
        ]);
        // A token that nobody needs now is not opened, nor complained about.
        const isNeeded = messages.length > 0;
        const opened = channel && (await this.open(channel, isNeeded));
        if (isNeeded) crashPoint('send.before-claim-commit');
        return { channel: opened, messages };
      }),
    );
  }

  /** Never throws: what goes wrong in us before a byte is out is an answer like the others. */
  send(message: ClaimedMessage, channel: OpenedChannel | undefined): Promise<SendResult> {
    return forTenants([this.key.tenantId], () => this.handOver(message, channel));
  }

  private async handOver(message: ClaimedMessage, channel: OpenedChannel | undefined): Promise<SendResult> {
    const adapter = this.parts.adapters.find(({ provider }) => provider === channel?.provider);
    if (channel === undefined || adapter === undefined) {
      const failure = { code: 'no_channel', reason: 'The channel is not connected any more.' };
      return { answer: { kind: 'refused', failure }, attempt: null };
    }
    const { externalId, accessToken } = channel;
    if (accessToken === null) {
      const reason = 'We cannot open the access token of this number. Give it a new one if this stays so.';
      const failure = { code: 'unreadable_access_token', reason };
      return { answer: { kind: 'blocked', scope: 'channel', failure }, attempt: null };
    }
    try {
      return await adapter.send({ externalId, accessToken }, toOutbound(message));
    } catch (err) {
      const { tenantId, id: messageId } = message;
      this.parts.logger.error({ err, tenantId, messageId }, 'message not handed over');
      const failure = { code: 'not_handed_over', reason: 'We could not hand the message over.' };
      return { answer: { kind: 'not_sent', failure }, attempt: null };
    }
  }

  private async open(channel: Channel, isNeeded: boolean): Promise<OpenedChannel> {
    const { provider, externalId, messagesPerSecond, heldCode } = channel;
    const opened = { provider, externalId, messagesPerSecond, isHeld: heldCode !== null };
    if (!isNeeded) return { ...opened, accessToken: null };
    try {
      return { ...opened, accessToken: await this.parts.tokens.openToken(channel) };
    } catch (err) {
      if (!(err instanceof UnreadableSecret)) throw err;
      this.parts.logger.error({ err, ...this.key }, 'messages held: the access token cannot be opened');
      return { ...opened, accessToken: null };
    }
  }
}

function toOutbound(message: ClaimedMessage): OutboundMessage {
  const { id, type, text, payload, replyTo, recipient, recipientKind } = message;
  return {
    id,
    recipient: { kind: recipientKind ?? 'phone', value: recipient },
    type,
    body: payload?.[type] ?? { body: text ?? '' },
    replyTo,
  };
}
