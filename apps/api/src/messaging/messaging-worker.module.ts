import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels';
import { AccountEventsRepository } from './account-events/account-events.repository';
import { AccountNewsDesk } from './account-events/account-news-desk';
import { ConsentReceiver } from './consent/consent-receiver';
import { ConsentRepository } from './consent/consent.repository';
import { ContactChanges } from './contacts/contact-changes';
import { ContactMergesRepository } from './contacts/contact-merges.repository';
import { ContactResolver } from './contacts/contact-resolver';
import { ContactsRepository } from './contacts/contacts.repository';
import { PreferencesRepository } from './contacts/preferences.repository';
import { ConversationsRepository } from './conversations/conversations.repository';
import { Attempts } from './inbound/attempts';
import { DaysRepository } from './inbound/days.repository';
import { DeadLettersRepository } from './inbound/dead-letters.repository';
import { DeliveriesRepository } from './inbound/deliveries.repository';
import { EventApplier } from './inbound/event-applier';
import { EventWriter } from './inbound/event-writer';
import { Exploder } from './inbound/exploder';
import { InboundEngine } from './inbound/inbound-engine';
import { InboxConnection } from './inbound/inbox-connection';
import { InboxEventsRepository } from './inbound/inbox-events.repository';
import { LaneWorker } from './inbound/lane-worker';
import { LanesRepository } from './inbound/lanes.repository';
import { MessageReceiver } from './inbound/message-receiver';
import { PendingEvents } from './inbound/pending-events';
import { INBOUND_QUEUE, InboundWakeUp } from './inbound/process-deliveries.job';
import { ProcessDeliveriesProcessor } from './inbound/process-deliveries.processor';
import { Retention } from './inbound/retention';
import { Waiting } from './inbound/waiting';
import { MediaWorkerModule } from './media/media-worker.module';
import { MessagesRepository } from './messages/messages.repository';
import { StatusesRepository } from './messages/statuses.repository';
import { DeliveryAttemptsRepository } from './outbound/delivery-attempts.repository';
import { ClaimedBlock } from './outbound/gate/claimed-block';
import { GateFactsRepository } from './outbound/gate/gate-facts.repository';
import { Gate } from './outbound/gate/gate';
import { HeldChannelsRepository } from './outbound/held-channels.repository';
import { NoticesWorkerModule } from './outbound/notices/notices-worker.module';
import { OutboundEngine } from './outbound/outbound-engine';
import { SenderFactory } from './outbound/sender-factory';
import { OutboxRepository } from './outbound/outbox.repository';
import { ReceivedMessages } from './outbound/received-messages';
import { Results } from './outbound/results';
import { OUTBOUND_QUEUE, OutboundWakeUp } from './outbound/send-messages.job';
import { SendMessagesProcessor } from './outbound/send-messages.processor';
import { SendingWindow } from './outbound/sending-window';
import { SenderLeasesRepository } from './outbound/sender-leases.repository';
import { ChannelStandingsRepository } from './outbound/standings/channel-standings.repository';
import { ChannelStandings } from './outbound/standings/channel-standings';
import { UnknownMessages } from './outbound/unknown-messages';
import { UnknownMessagesRepository } from './outbound/unknown-messages.repository';

/** Working off what was received and what is to be sent. The composition provides COMMUNICATION_ADAPTERS, CHANNEL_PROVIDERS
 * and AccountNewsReceiver. */
@Module({
  imports: [
    ChannelsModule,
    MediaWorkerModule,
    NoticesWorkerModule,
    BullModule.registerQueue({ name: INBOUND_QUEUE }, { name: OUTBOUND_QUEUE }),
  ],
  providers: [
    // What is received.
    InboxConnection,
    Waiting,
    Attempts,
    LanesRepository,
    DeliveriesRepository,
    InboxEventsRepository,
    DeadLettersRepository,
    PendingEvents,
    ContactsRepository,
    ContactResolver,
    ContactChanges,
    ContactMergesRepository,
    PreferencesRepository,
    ConsentRepository,
    ConsentReceiver,
    ConversationsRepository,
    MessagesRepository,
    StatusesRepository,
    AccountEventsRepository,
    AccountNewsDesk,
    Exploder,
    EventWriter,
    MessageReceiver,
    EventApplier,
    LaneWorker,
    InboundEngine,
    DaysRepository,
    Retention,
    // Nobody here asks for it, but it logs the troubles of its queue.
    InboundWakeUp,
    ProcessDeliveriesProcessor,
    // What is to be sent.
    OutboxRepository,
    GateFactsRepository,
    Gate,
    ClaimedBlock,
    SenderLeasesRepository,
    DeliveryAttemptsRepository,
    HeldChannelsRepository,
    ChannelStandingsRepository,
    ChannelStandings,
    Results,
    UnknownMessagesRepository,
    UnknownMessages,
    ReceivedMessages,
    SendingWindow,
    SenderFactory,
    OutboundEngine,
    OutboundWakeUp,
    SendMessagesProcessor,
  ],
  // What trying dead letters again shares with trying them first.
  exports: [Exploder, LanesRepository, InboundWakeUp],
})
export class MessagingWorkerModule {}
