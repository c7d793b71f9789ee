import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy';
import { ChannelsCache } from './channels.cache';
import { ChannelsRepository } from './channels.repository';
import { ChannelsService } from './channels.service';

@Module({
  imports: [TenancyModule],
  providers: [ChannelsService, ChannelsRepository, ChannelsCache],
  exports: [ChannelsService, ChannelsRepository, ChannelsCache],
})
export class ChannelsModule {}
