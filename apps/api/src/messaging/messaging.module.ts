import { Module } from '@nestjs/common';
import { AccessModule } from '../access';
import { AccountEventsController } from './account-events/account-events.controller';
import { AccountEventsRepository } from './account-events/account-events.repository';
import { AccountEventsService } from './account-events/account-events.service';
import { ConversationsController } from './conversations/conversations.controller';
import { ConversationsRepository } from './conversations/conversations.repository';
import { ConversationsService } from './conversations/conversations.service';
import { EventsController } from './conversations/events.controller';
import { MediaModule } from './media/media.module';
import { MessagesRepository } from './messages/messages.repository';

/** Reading conversations and messages, over HTTP. */
@Module({
  imports: [AccessModule, MediaModule],
  controllers: [AccountEventsController, ConversationsController, EventsController],
  providers: [
    AccountEventsService,
    AccountEventsRepository,
    ConversationsService,
    ConversationsRepository,
    MessagesRepository,
  ],
})
export class MessagingModule {}
