export { Channel } from './channel.entity';
export { ChannelsModule } from './channels.module';
export { ChannelRoute, ChannelsRepository, ChannelWhereabouts } from './channels.repository';
export { ChannelsService, NewChannel } from './channels.service';
