import { Logger } from 'pino';
import { Channel, ChannelsRepository, ChannelsService } from '../../channels';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { UnreadableSecret } from '../../platform/crypto/secret-box';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { CommunicationAdapter, OutboundMessage, SendAnswer, SendResult } from '../communication-adapter';
import { ClaimedBlock } from './gate/claimed-block';
import { ClaimedMessage, OutboxRepository } from './outbox.repository';
import { Place, WideScope } from './pacing/hold-reach';
import { LONGEST_WAIT_MS, NextStep, wideScopeOf } from './pacing/next-step';
import { SendingClass } from './pacing/turns';
import { ChannelKey } from './sender-leases.repository';
import { SendingWindow } from './sending-window';

/** Well within a lease; whoever is asked to stop waits no longer for it. */
const LONGEST_CLAIM_MS = 500;
const GIVE_UP_EVERY_MS = 60_000;

export interface OpenedChannel {
  readonly provider: string;
  readonly externalId: string;
  /** The provider's account above it. */
  readonly accountId: string;
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

/** Holds what else was told to wait together with that number. */
export type HoldOthers = (scope: WideScope, held: Place, why: SendAnswer) => void;

interface Parts {
  readonly owner: string;
  readonly database: SystemDatabase;
  readonly outbox: OutboxRepository;
  readonly gate: ClaimedBlock;
  readonly channels: ChannelsRepository;
  readonly tokens: ChannelsService;
  readonly adapters: readonly CommunicationAdapter[];
  readonly window: SendingWindow;
  /** Has the other senders of this process wait that this reaches. */
  readonly holdOthers: HoldOthers;
  readonly logger: Logger;
}

/** What the sender of a channel asks of the database and of the provider. */
export class ChannelCalls {
  readonly defaultPerSecond = 80;
  private unheardAtMs: number | undefined;
  private nextGivingUpMs = 0;

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

  /**
   * Only what the gate lets pass. Before the claim is committed the token is opened: where keys cannot be read now, the
   * messages are still queued.
   */
  async claim(fence: string, most: Readonly<Record<SendingClass, number>>): Promise<Claimed> {
    // What was turned away is not due any more: what stands behind it has its turn now.
    const endsAtMs = performance.now() + LONGEST_CLAIM_MS;
    try {
      for (;;) {
        const { claimed, ...block } = await this.claimBlock(fence, most);
        const isAllTurnedAway = claimed > 0 && block.messages.length === 0;
        if (!isAllTurnedAway || performance.now() > endsAtMs) return block;
      }
    } catch (err) {
      this.unheardAtMs = performance.now();
      throw err;
    }
  }

  private claimBlock(
    fence: string,
    most: Readonly<Record<SendingClass, number>>,
  ): Promise<Claimed & { claimed: number }> {
    const { owner, database, outbox, gate, channels } = this.parts;
    const { tenantId, channelId } = this.key;
    return forTenants([tenantId], () =>
      database.preparedTransaction(async (transaction) => {
        const [, claimed, [channel]] = await Promise.all([
          setTenants(transaction, [tenantId]),
          outbox.claim(transaction, { channelId, owner, fence, most }),
          channels.withTokens(transaction, [channelId]),
        ]);
        const messages = await gate.passed(transaction, channelId, claimed);
        if (channel !== undefined) await this.giveUpOverdue(transaction, channel);
        // A token that nobody needs now is not opened, nor complained about.
        const isNeeded = messages.length > 0;
        const opened = channel && (await this.open(channel, isNeeded));
        if (isNeeded) crashPoint('send.before-claim-commit');
        return { channel: opened, messages, claimed: claimed.length };
      }),
    );
  }

  /** Milliseconds until the limit that processes share may let it pass; 0: it does, now. Never throws. */
  windowWaitMs(message: ClaimedMessage): Promise<number> {
    return this.parts.window.waitMs(message);
  }

  placeOf({ provider, accountId }: OpenedChannel): Place {
    return { ...this.key, provider, accountId };
  }

  /** What was said to this number holds the others that it is about. */
  spread(channel: OpenedChannel | undefined, step: NextStep, why: SendAnswer): void {
    const scope = wideScopeOf(step);
    if (channel !== undefined && scope !== null) this.parts.holdOthers(scope, this.placeOf(channel), why);
  }

  /** See the adapter's. */
  templateOf(message: ClaimedMessage, channel: OpenedChannel | undefined): string | null {
    return this.adapterOf(channel)?.templateOf(toOutbound(message)) ?? null;
  }

  /** Never throws: what goes wrong in us before a byte is out is an answer like the others. */
  send(
    message: ClaimedMessage,
    channel: OpenedChannel | undefined,
    mayBegin: () => boolean,
  ): Promise<SendResult> {
    return forTenants([this.key.tenantId], () => this.handOver(message, channel, mayBegin));
  }

  private adapterOf(channel: OpenedChannel | undefined): CommunicationAdapter | undefined {
    return this.parts.adapters.find(({ provider }) => provider === channel?.provider);
  }

  private async handOver(
    message: ClaimedMessage,
    channel: OpenedChannel | undefined,
    mayBegin: () => boolean,
  ): Promise<SendResult> {
    const adapter = this.adapterOf(channel);
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
      return await adapter.send({ externalId, accessToken }, toOutbound(message), mayBegin);
    } catch (err) {
      const { tenantId, id: messageId } = message;
      this.parts.logger.error({ err, tenantId, messageId }, 'message not handed over');
      const failure = { code: 'not_handed_over', reason: 'We could not hand the message over.' };
      return { answer: { kind: 'not_sent', failure }, attempt: null };
    }
  }

  /** While a number is held for long, what waits for it grows old. */
  private async giveUpOverdue(transaction: Transaction, { heldSince }: Channel): Promise<void> {
    const isHeldForLong = heldSince !== null && Date.now() - heldSince.getTime() >= LONGEST_WAIT_MS;
    if (!isHeldForLong || performance.now() < this.nextGivingUpMs) return;
    const isMore = await this.parts.gate.giveUp(transaction, this.key.channelId);
    if (!isMore) this.nextGivingUpMs = performance.now() + GIVE_UP_EVERY_MS;
  }

  private async open(channel: Channel, isNeeded: boolean): Promise<OpenedChannel> {
    const { provider, externalId, accountId, messagesPerSecond, heldCode } = channel;
    const opened = { provider, externalId, accountId, messagesPerSecond, isHeld: heldCode !== null };
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
