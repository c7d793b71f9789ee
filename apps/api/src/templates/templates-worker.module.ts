import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { ChannelCareModule, ChannelsModule } from '../channels';
import { AccountNewsReceiver } from '../messaging';
import { ProvidedTemplatesRepository } from './sync/provided-templates.repository';
import { SyncTemplatesProcessor } from './sync/sync-templates.processor';
import { TEMPLATES_QUEUE, TemplateJobs } from './sync/sync-templates.job';
import { TemplateAccounts } from './template-accounts';
import { TemplateHistoryRepository } from './history/template-history.repository';
import { TemplateNewsReceiver } from './news/template-news-receiver';
import { TemplateNewsRepository } from './news/template-news.repository';
import { TemplateSyncSweep } from './sync/template-sync-sweep';
import { TemplateSyncService } from './sync/template-sync.service';
import { TemplateSyncsRepository } from './sync/template-syncs.repository';
import { TemplatesCache } from './templates.cache';

/** Having templates follow their provider: what it tells, and what it answers. For whoever receives news of accounts. */
@Global()
@Module({
  imports: [ChannelsModule, ChannelCareModule, BullModule.registerQueue({ name: TEMPLATES_QUEUE })],
  providers: [
    TemplatesCache,
    { provide: AccountNewsReceiver, useClass: TemplateNewsReceiver },
    TemplateNewsRepository,
    TemplateHistoryRepository,
    TemplateSyncsRepository,
    TemplateSyncService,
    TemplateAccounts,
    ProvidedTemplatesRepository,
    TemplateJobs,
    TemplateSyncSweep,
    SyncTemplatesProcessor,
  ],
  exports: [AccountNewsReceiver],
})
export class TemplatesWorkerModule {}
