import { Module } from '@nestjs/common';
import { AccessModule } from '../access';
import { AccountEventsController } from './account-events/account-events.controller';
import { AccountEventsRepository } from './account-events/account-events.repository';
import { AccountEventsService } from './account-events/account-events.service';
import { ContactsModule } from './contacts/contacts.module';
import { ConversationsController } from './conversations/conversations.controller';
import { ConversationsRepository } from './conversations/conversations.repository';
import { ConversationsService } from './conversations/conversations.service';
import { EventsController } from './conversations/events.controller';
import { MediaModule } from './media/media.module';
import { MessageHistory } from './messages/message-history';
import { MessageHistoryRepository } from './messages/message-history.repository';

/** Reading conversations, messages and news of the account, over HTTP. The composition provides COMMUNICATION_ADAPTERS. */
@Module({
  imports: [AccessModule, ContactsModule, MediaModule],
  controllers: [AccountEventsController, ConversationsController, EventsController],
  providers: [
    AccountEventsService,
    AccountEventsRepository,
    ConversationsService,
    ConversationsRepository,
    MessageHistory,
    MessageHistoryRepository,
  ],
})
export class MessagingModule {}
