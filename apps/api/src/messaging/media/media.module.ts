import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { AccessModule } from '../../access';
import { StorageModule } from '../../platform/storage/storage.module';
import { MediaController } from './media.controller';
import { MediaDownload } from './media-download';
import { MediaRepository } from './media.repository';
import { MediaService } from './media.service';
import { MEDIA_QUEUE, MediaWakeUp } from './media-wake-up';

/** Files of messages, over HTTP. */
@Module({
  imports: [AccessModule, StorageModule, BullModule.registerQueue({ name: MEDIA_QUEUE })],
  controllers: [MediaController],
  providers: [MediaService, MediaDownload, MediaRepository, MediaWakeUp],
  exports: [MediaRepository],
})
export class MediaModule {}
