import { Injectable } from '@nestjs/common';
import { ChannelsRepository } from '../../channels';
import { Transaction } from '../../platform/database/transaction';
import { Change } from '../../platform/realtime/realtime';
import { InboundMessageElement } from '../communication-adapter';
import { ConversationsRepository } from '../conversations/conversations.repository';
import { echoOf } from '../echo/echo';
import { MessagesRepository } from '../messages/messages.repository';
import { occurrenceOf } from '../messages/occurrence';
import { InboxEvent } from './inbox-events.repository';

/** Writes a received message, once per wamid, and in the same transaction what answers it. */
@Injectable()
export class MessageReceiver {
  constructor(
    private readonly channels: ChannelsRepository,
    private readonly conversations: ConversationsRepository,
    private readonly messages: MessagesRepository,
  ) {}

  /** Answers what changed, or null for a wamid that is there already. */
  async receive(
    transaction: Transaction,
    event: InboxEvent,
    element: InboundMessageElement,
  ): Promise<Change | null> {
    const { tenantId, channelId, contactId, receivedAt } = event;
    if (contactId === null) throw new Error('A received message has no contact.');
    const at = occurrenceOf(new Date(element.occurredAt), receivedAt);
    const conversationId = await this.conversations.open(transaction, { channelId, contactId, at });
    const key = { channelId, conversationId };
    const messageId = await this.messages.insertInbound(transaction, key, element, at);
    if (messageId === null) return null;
    await this.conversations.advance(transaction, { conversationId, messageId, at });
    await this.echo(transaction, key, messageId, element);
    return { tenantId, conversationId };
  }

  private async echo(
    transaction: Transaction,
    key: { channelId: string; conversationId: string },
    receivedId: string,
    element: InboundMessageElement,
  ): Promise<void> {
    const channel = await this.channels.find(transaction, key.channelId);
    if (channel?.echoEnabled !== true) return;
    const at = new Date();
    const messageId = await this.messages.queueText(transaction, {
      ...key,
      recipient: element.sender[0].value,
      text: echoOf(element, at),
      idempotencyKey: `echo:${receivedId}`,
      at,
    });
    if (messageId === null) return;
    await this.conversations.advance(transaction, { ...key, messageId, at });
  }
}
