import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { AccessModule } from '../access';
import { ChannelsModule } from '../channels';
import { TenancyModule } from '../tenancy';
import { AccountEventsController } from './account-events/account-events.controller';
import { AccountEventsRepository } from './account-events/account-events.repository';
import { AccountEventsService } from './account-events/account-events.service';
import { ContactsModule } from './contacts/contacts.module';
import { ConversationsController } from './conversations/conversations.controller';
import { ConversationsRepository } from './conversations/conversations.repository';
import { ConversationsService } from './conversations/conversations.service';
import { EventsController } from './conversations/events.controller';
import { MediaModule } from './media/media.module';
import { Addressees } from './messages/addressees';
import { AddresseesRepository } from './messages/addressees.repository';
import { MessageHistory } from './messages/message-history';
import { MessageHistoryRepository } from './messages/message-history.repository';
import { MessageNews } from './messages/message-news';
import { MessagesController } from './messages/messages.controller';
import { MessagesService } from './messages/messages.service';
import { SentMessagesRepository } from './messages/sent-messages.repository';
import { Admission } from './outbound/gate/admission';
import { GateFactsRepository } from './outbound/gate/gate-facts.repository';
import { Gate } from './outbound/gate/gate';
import { SendingPolicyCache } from './outbound/gate/sending-policy.cache';
import { SendingPolicyController } from './outbound/gate/sending-policy.controller';
import { SendingPolicyRepository } from './outbound/gate/sending-policy.repository';
import { SendingPolicyService } from './outbound/gate/sending-policy.service';
import { OUTBOUND_QUEUE, OutboundWakeUp } from './outbound/send-messages.job';

/** Reading conversations, messages and news of the account, over HTTP. The composition provides COMMUNICATION_ADAPTERS. */
@Module({
  imports: [
    AccessModule,
    ChannelsModule,
    TenancyModule,
    ContactsModule,
    MediaModule,
    BullModule.registerQueue({ name: OUTBOUND_QUEUE }),
  ],
  controllers: [
    AccountEventsController,
    ConversationsController,
    EventsController,
    MessagesController,
    SendingPolicyController,
  ],
  providers: [
    AccountEventsService,
    AccountEventsRepository,
    ConversationsService,
    ConversationsRepository,
    MessagesService,
    SentMessagesRepository,
    Addressees,
    AddresseesRepository,
    GateFactsRepository,
    Gate,
    Admission,
    SendingPolicyService,
    SendingPolicyRepository,
    SendingPolicyCache,
    OutboundWakeUp,
    MessageNews,
    MessageHistory,
    MessageHistoryRepository,
  ],
})
export class MessagingModule {}
