export { Channel } from './channel.entity';
export { ExplainedFailureDto, toExplainedFailureDto } from './explained-failure.dto';
export { ChannelsHttpModule, ChannelsModule } from './channels.module';
export { ChannelRoute, ChannelsRepository, ChannelWhereabouts } from './channels.repository';
export { ChannelsService, NewChannel } from './channels.service';
