import { Module } from '@nestjs/common';
import { ChannelsModule } from '../../channels';
import { TenancyModule } from '../../tenancy';
import { InboxEventsRepository } from '../inbound/inbox-events.repository';
import { LanesRepository } from '../inbound/lanes.repository';
import { PendingEvents } from '../inbound/pending-events';
import { ConsentController } from '../consent/consent.controller';
import { ConsentRepository } from '../consent/consent.repository';
import { ConsentService } from '../consent/consent.service';
import { ContactChanges } from './contact-changes';
import { ContactDetailsRepository } from './contact-details.repository';
import { ContactMerging } from './contact-merging';
import { ContactMergesRepository } from './contact-merges.repository';
import { ContactResolver } from './contact-resolver';
import { ContactUnmergesRepository } from './contact-unmerges.repository';
import { ContactsController } from './contacts.controller';
import { ContactsRepository } from './contacts.repository';
import { ContactsService } from './contacts.service';

/** Contacts over HTTP: to see them, to merge them and to take them apart, and what they allow; and who somebody is that is written to. */
@Module({
  imports: [ChannelsModule, TenancyModule],
  controllers: [ContactsController, ConsentController],
  providers: [
    ContactsService,
    ConsentService,
    ConsentRepository,
    ContactDetailsRepository,
    ContactMerging,
    ContactsRepository,
    ContactChanges,
    ContactMergesRepository,
    ContactUnmergesRepository,
    PendingEvents,
    InboxEventsRepository,
    LanesRepository,
    ContactResolver,
  ],
  exports: [ContactResolver, LanesRepository],
})
export class ContactsModule {}
