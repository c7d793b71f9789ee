import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels';
import { ContactsRepository } from './contacts/contacts.repository';
import { ConversationsRepository } from './conversations/conversations.repository';
import { DeliveriesRepository } from './inbound/deliveries.repository';
import { Exploder } from './inbound/exploder';
import { InboundEngine } from './inbound/inbound-engine';
import { InboxEventsRepository } from './inbound/inbox-events.repository';
import { LaneWorker } from './inbound/lane-worker';
import { MessageReceiver } from './inbound/message-receiver';
import { INBOUND_QUEUE, InboundWakeUp } from './inbound/process-deliveries.job';
import { ProcessDeliveriesProcessor } from './inbound/process-deliveries.processor';
import { StatusReceiver } from './inbound/status-receiver';
import { MessagesRepository } from './messages/messages.repository';
import { StatusesRepository } from './messages/statuses.repository';
import { OutboundEngine } from './outbound/outbound-engine';
import { OutboxRepository } from './outbound/outbox.repository';
import { OUTBOUND_QUEUE, OutboundWakeUp } from './outbound/send-messages.job';
import { SendMessagesProcessor } from './outbound/send-messages.processor';
import { Sender } from './outbound/sender';

/** Working off what was received and what is to be sent. The composition provides COMMUNICATION_ADAPTERS. */
@Module({
  imports: [ChannelsModule, BullModule.registerQueue({ name: INBOUND_QUEUE }, { name: OUTBOUND_QUEUE })],
  providers: [
    ContactsRepository,
    ConversationsRepository,
    MessagesRepository,
    StatusesRepository,
    DeliveriesRepository,
    InboxEventsRepository,
    Exploder,
    LaneWorker,
    MessageReceiver,
    StatusReceiver,
    InboundEngine,
    // Nobody here asks for it, but it logs the troubles of its queue.
    InboundWakeUp,
    ProcessDeliveriesProcessor,
    OutboxRepository,
    Sender,
    OutboundEngine,
    OutboundWakeUp,
    SendMessagesProcessor,
  ],
})
export class MessagingWorkerModule {}
