export { Channel } from './channel.entity';
export { ChannelCareModule, ChannelsHttpModule } from './channel-care.module';
export { ChannelsCache } from './channels.cache';
export { ExplainedFailureDto, toExplainedFailureDto } from './explained-failure.dto';
export { ChannelsModule } from './channels.module';
export { ChannelRoute, ChannelsRepository, ChannelWhereabouts } from './channels.repository';
export { ChannelsService, NewChannel } from './channels.service';
export { ChannelDoctorService } from './doctor/channel-doctor.service';
export * from './provider/channel-access';
export * from './provider/channel-connection';
export * from './provider/channel-news';
export * from './provider/channel-provider';
export * from './provider/channel-templates';
export {
  problemOf,
  ProviderOutcome,
  ProviderTrouble,
  TroubleCode,
  valueOf,
} from './provider/provider-trouble';
export { TenantProviders } from './provider/tenant-providers';
