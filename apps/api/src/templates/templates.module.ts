import { Module } from '@nestjs/common';
import { ChannelCareModule, ChannelsModule } from '../channels';
import { TenancyModule } from '../tenancy';
import { FillingContactsRepository } from './forms/filling-contacts.repository';
import { ProvidedTemplatesRepository } from './sync/provided-templates.repository';
import { TemplateAccounts } from './template-accounts';
import { TemplateDeedsController } from './deeds/template-deeds.controller';
import { TemplateFormsController } from './forms/template-forms.controller';
import { TemplateFormsService } from './forms/template-forms.service';
import { TemplateHistoryRepository } from './history/template-history.repository';
import { TemplateRecord } from './history/template-record';
import { TemplateSamplesService } from './deeds/template-samples.service';
import { TemplateSubmissionService } from './deeds/template-submission.service';
import { TemplateSyncService } from './sync/template-sync.service';
import { TemplateSyncsRepository } from './sync/template-syncs.repository';
import { TemplateUsageRepository } from './usage/template-usage.repository';
import { TemplatesCache } from './templates.cache';
import { TemplatesController } from './templates.controller';
import { TemplatesRepository } from './templates.repository';
import { TemplatesService } from './templates.service';

/** Templates over HTTP. The composition provides CHANNEL_PROVIDERS and Realtime. */
@Module({
  imports: [ChannelsModule, ChannelCareModule, TenancyModule],
  // What has a name of its own comes before what takes any id.
  controllers: [TemplateFormsController, TemplateDeedsController, TemplatesController],
  providers: [
    TemplatesCache,
    TemplatesService,
    TemplatesRepository,
    TemplateSubmissionService,
    TemplateSyncService,
    TemplateSyncsRepository,
    ProvidedTemplatesRepository,
    TemplateFormsService,
    TemplateSamplesService,
    FillingContactsRepository,
    TemplateAccounts,
    TemplateHistoryRepository,
    TemplateUsageRepository,
    TemplateRecord,
  ],
})
export class TemplatesModule {}
