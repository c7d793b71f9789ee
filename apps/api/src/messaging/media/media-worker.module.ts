import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { ChannelsModule } from '../../channels';
import { StorageModule } from '../../platform/storage/storage.module';
import { FetchMediaProcessor } from './fetch-media.processor';
import { MediaEngine } from './media-engine';
import { MediaFetch } from './media-fetch';
import { MediaFetcher } from './media-fetcher';
import { MediaFetchesRepository } from './media-fetches.repository';
import { MediaRepository } from './media.repository';
import { MEDIA_QUEUE, MediaWakeUp } from './media-wake-up';

/** Fetching the files of messages. The composition provides COMMUNICATION_ADAPTERS. */
@Module({
  imports: [ChannelsModule, StorageModule, BullModule.registerQueue({ name: MEDIA_QUEUE })],
  providers: [
    MediaRepository,
    MediaFetchesRepository,
    MediaFetch,
    MediaFetcher,
    MediaEngine,
    FetchMediaProcessor,
    MediaWakeUp,
  ],
  exports: [MediaRepository, MediaWakeUp],
})
export class MediaWorkerModule {}
