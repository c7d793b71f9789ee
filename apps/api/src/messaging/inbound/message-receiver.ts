import { Injectable } from '@nestjs/common';
import { ChannelsRepository } from '../../channels';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { Identity, MessageElement } from '../communication-adapter';
import { ConsentReceiver } from '../consent/consent-receiver';
import { ConversationsRepository, LastMessage } from '../conversations/conversations.repository';
import { echoOf, isAnswered } from '../echo/echo';
import { MediaRepository } from '../media/media.repository';
import { MessagesRepository, QueuedText, ReceivedMessage } from '../messages/messages.repository';
import { occurrenceOf } from '../messages/occurrence';
import { ProviderMessage, StatusesRepository } from '../messages/statuses.repository';
import { ChannelKey } from '../outbound/sender-leases.repository';
import { InboxEvent } from './inbox-events.repository';

export interface MessageEvent extends InboxEvent {
  readonly element: MessageElement;
}

interface InConversation {
  readonly tenantId: string;
  readonly id: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly at: Date;
}

type Placed = ReceivedMessage & InConversation;

export interface Received {
  readonly changes: readonly Change[];
  readonly hasMedia: boolean;
  readonly hasAnswers: boolean;
  /** Of each message that somebody has just written: on which channel. */
  readonly receivedOn: readonly ChannelKey[];
}

/** Writes what came, each wamid once, and in the same transaction its files and what answers it. */
@Injectable()
export class MessageReceiver {
  constructor(
    private readonly channels: ChannelsRepository,
    private readonly conversations: ConversationsRepository,
    private readonly messages: MessagesRepository,
    private readonly media: MediaRepository,
    private readonly statuses: StatusesRepository,
    private readonly consents: ConsentReceiver,
  ) {}

  /** In the order of the list; of all current tenants. */
  async receiveAll(transaction: Transaction, events: readonly MessageEvent[]): Promise<Received> {
    if (events.length === 0) return { changes: [], hasMedia: false, hasAnswers: false, receivedOn: [] };
    const messages = await this.inConversations(transaction, events);
    const written = await this.messages.insertReceived(transaction, messages);
    const fresh = messages.filter(({ id }) => written.has(id));
    const media = fresh.flatMap(({ id: messageId, tenantId, channelId, element }) =>
      element.media.map((reference) => ({ tenantId, channelId, messageId, reference })),
    );
    await this.media.insertAll(transaction, media);
    await this.statuses.applyToNewMessages(transaction, fresh.filter(isOurs).map(nameOf));
    await this.consents.hear(transaction, fresh);
    const answers = await this.answer(transaction, fresh);
    await this.conversations.advanceAll(transaction, lastOfEach([...fresh.filter(isOfItsOwn), ...answers]));
    return {
      changes: fresh.map(({ tenantId, conversationId }) => ({ tenantId, conversationId })),
      hasMedia: media.length > 0,
      hasAnswers: answers.length > 0,
      receivedOn: fresh.filter(isLive).map(({ tenantId, channelId }) => ({ tenantId, channelId })),
    };
  }

  private async inConversations(
    transaction: Transaction,
    events: readonly MessageEvent[],
  ): Promise<Placed[]> {
    const placed = events.map(({ tenantId, channelId, contactId, element, receivedAt }) => {
      if (contactId === null || channelId === null)
        throw new Error('A message has no contact or no channel.');
      const at =
        element.occurredAt === null ? receivedAt : occurrenceOf(new Date(element.occurredAt), receivedAt);
      return { tenantId, channelId, contactId, element, at };
    });
    const conversationIds = await this.conversations.openAll(transaction, placed);
    return placed.map((one, index) => ({
      ...one,
      id: newId(),
      conversationId: conversationIds[index] ?? '',
    }));
  }

  private async answer(
    transaction: Transaction,
    fresh: readonly Placed[],
  ): Promise<(QueuedText & InConversation)[]> {
    const now = new Date();
    const answerable = fresh.filter(({ element, at }) => isAnswered(element, at, now));
    if (answerable.length === 0) return [];
    const channelIds = [...new Set(answerable.map(({ channelId }) => channelId))];
    const withEcho = await this.channels.withEcho(transaction, channelIds);
    const texts = answerable
      .filter(({ channelId }) => withEcho.has(channelId))
      .map(({ id: receivedId, tenantId, channelId, contactId, conversationId, element }) => ({
        tenantId,
        id: newId(),
        channelId,
        contactId,
        conversationId,
        at: now,
        ...addressOf(element.correspondent.identities[0]),
        text: echoOf(element, now),
        idempotencyKey: `echo:${receivedId}`,
      }));
    const queued = await this.messages.queueTexts(transaction, texts);
    return texts.filter(({ id }) => queued.has(id));
  }
}

/** The provider takes an id of linked portfolios where it takes a user id. */
function addressOf({ kind, value }: Identity): Pick<QueuedText, 'recipient' | 'recipientKind'> {
  return { recipient: value, recipientKind: kind === 'parent_bsuid' ? 'bsuid' : kind };
}

/** Written elsewhere, in the name of the business: statuses of it may have come before it. */
export function isOurs({ element }: { readonly element: MessageElement }): boolean {
  return element.direction === 'outbound';
}

/** What the provider calls it. */
export function nameOf<
  Event extends { tenantId: string; channelId: string; element: { providerMessageId: string } },
>({ tenantId, channelId, element: { providerMessageId } }: Event): ProviderMessage {
  return { tenantId, channelId, providerMessageId };
}

function isLive({ element }: ReceivedMessage): boolean {
  return element.direction === 'inbound' && element.origin === 'live';
}

/** What only changes another message, or speaks of it, is no message that a list would show. */
function isOfItsOwn({ element }: ReceivedMessage): boolean {
  return element.targetProviderMessageId === null;
}

/** Of several messages of one conversation the latest; of those at the same time the one that came last. */
function lastOfEach(messages: readonly InConversation[]): LastMessage[] {
  const last = new Map<string, InConversation>();
  for (const message of messages) {
    const known = last.get(message.conversationId);
    if (known === undefined || known.at <= message.at) last.set(message.conversationId, message);
  }
  return [...last.values()].map((message) => ({ ...message, messageId: message.id }));
}
