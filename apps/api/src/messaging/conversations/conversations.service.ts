import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { Page, pageOf, PageQuery, placeOf } from '../../platform/http/page';
import { Realtime } from '../../platform/realtime/realtime';
import { MessageHistory, ShownMessage } from '../messages/message-history';
import { ConversationRow, ConversationsRepository } from './conversations.repository';

@Injectable()
export class ConversationsService {
  constructor(
    private readonly database: AppDatabase,
    private readonly conversations: ConversationsRepository,
    private readonly history: MessageHistory,
    private readonly realtime: Realtime,
  ) {}

  list(query: PageQuery): Promise<Page<ConversationRow>> {
    const after = placeOf(query);
    return this.database.reading(async (transaction) =>
      pageOf(await this.conversations.list(transaction, query.limit + 1, after), query.limit),
    );
  }

  /** @throws Problem 404 */
  get(id: string): Promise<ConversationRow> {
    return this.database.reading(async (transaction) => {
      const conversation = await this.conversations.find(transaction, id);
      if (conversation === null) throw notFound('conversation');
      return conversation;
    });
  }

  /** To a member, or to nobody (null). @throws Problem 404 for a conversation or a member that the tenant does not have */
  async assign(id: string, memberId: string | null): Promise<ConversationRow> {
    const { conversation, outcome } = await this.database.transaction(async (transaction) => {
      const outcome = await this.conversations.assign(transaction, id, memberId);
      if (outcome === 'no_member') throw notFound('member');
      const conversation = await this.conversations.find(transaction, id);
      if (conversation === null) throw notFound('conversation');
      return { conversation, outcome };
    });
    if (outcome === 'assigned')
      await this.realtime.publish([{ tenantId: currentTenant(), conversationId: conversation.id }]);
    return conversation;
  }

  /** Newest first. @throws Problem 404 */
  listMessages(conversationId: string, query: PageQuery): Promise<Page<ShownMessage>> {
    const after = placeOf(query);
    return this.database.reading(async (transaction) => {
      const conversation = await this.conversations.find(transaction, conversationId);
      if (conversation === null) throw notFound('conversation');
      return this.history.list(transaction, conversation.id, query.limit, after);
    });
  }
}
