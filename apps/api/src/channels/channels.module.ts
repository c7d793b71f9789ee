import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy';
import { ChannelsController } from './channels.controller';
import { ChannelsRepository } from './channels.repository';
import { ChannelsService } from './channels.service';

@Module({
  imports: [TenancyModule],
  providers: [ChannelsService, ChannelsRepository],
  exports: [ChannelsService, ChannelsRepository],
})
export class ChannelsModule {}

/** Channels over HTTP. The composition provides Explanations and Realtime. */
@Module({ imports: [ChannelsModule], controllers: [ChannelsController] })
export class ChannelsHttpModule {}
