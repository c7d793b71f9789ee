import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { Page, pageOf, PageQuery, placeOf } from '../../platform/http/page';
import { MessageRow, MessagesRepository } from '../messages/messages.repository';
import { ConversationRow, ConversationsRepository } from './conversations.repository';

@Injectable()
export class ConversationsService {
  constructor(
    private readonly database: AppDatabase,
    private readonly conversations: ConversationsRepository,
    private readonly messages: MessagesRepository,
  ) {}

  list(query: PageQuery): Promise<Page<ConversationRow>> {
    const after = placeOf(query);
    return this.database.transaction(async (transaction) =>
      pageOf(await this.conversations.list(transaction, query.limit + 1, after), query.limit),
    );
  }

  /** @throws Problem 404 */
  get(id: string): Promise<ConversationRow> {
    return this.database.transaction(async (transaction) => {
      const conversation = await this.conversations.find(transaction, id);
      if (conversation === null) throw notFound('conversation');
      return conversation;
    });
  }

  /** Newest first. @throws Problem 404 */
  listMessages(conversationId: string, query: PageQuery): Promise<Page<MessageRow>> {
    const after = placeOf(query);
    return this.database.transaction(async (transaction) => {
      if ((await this.conversations.find(transaction, conversationId)) === null)
        throw notFound('conversation');
      const rows = await this.messages.listOfConversation(
        transaction,
        conversationId,
        query.limit + 1,
        after,
      );
      return pageOf(rows, query.limit);
    });
  }
}
