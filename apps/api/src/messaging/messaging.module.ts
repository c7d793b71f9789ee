import { Module } from '@nestjs/common';
import { AccessModule } from '../access';
import { ConversationsController } from './conversations/conversations.controller';
import { ConversationsRepository } from './conversations/conversations.repository';
import { ConversationsService } from './conversations/conversations.service';
import { EventsController } from './conversations/events.controller';
import { MessagesRepository } from './messages/messages.repository';

/** Reading conversations and messages, over HTTP. */
@Module({
  imports: [AccessModule],
  controllers: [ConversationsController, EventsController],
  providers: [ConversationsService, ConversationsRepository, MessagesRepository],
})
export class MessagingModule {}
