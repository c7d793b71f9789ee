import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { afterCommit, Transaction } from '../../platform/database/transaction';
import { Realtime } from '../../platform/realtime/realtime';
import { ConversationsRepository } from '../conversations/conversations.repository';
import { OutboundWakeUp } from '../outbound/send-messages.job';
import { Addressee } from './addressees.repository';

/** What others are told of a message of ours, once it is committed: its sender, and whoever looks at the conversation. */
@Injectable()
export class MessageNews {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly wakeUp: OutboundWakeUp,
    private readonly realtime: Realtime,
  ) {}

  /** It is the newest of its conversation, and is to be sent. */
  async queued(
    transaction: Transaction,
    { conversationId, channelId, contactId }: Addressee,
    { id: messageId, at }: { readonly id: string; readonly at: Date },
  ): Promise<void> {
    const tenantId = currentTenant();
    await this.conversations.advanceAll(transaction, [
      { tenantId, conversationId, channelId, contactId, messageId, at },
    ]);
    afterCommit(transaction, () => {
      this.wakeUp.request();
      return this.realtime.publish([{ tenantId, conversationId }]);
    });
  }

  changed(transaction: Transaction, conversationId: string): void {
    const tenantId = currentTenant();
    afterCommit(transaction, () => this.realtime.publish([{ tenantId, conversationId }]));
  }
}
