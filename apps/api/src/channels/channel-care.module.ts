import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy';
import { ChannelActivityController } from './activity/channel-activity.controller';
import { ChannelActivityRepository } from './activity/channel-activity.repository';
import { ChannelsController } from './channels.controller';
import { ChannelsModule } from './channels.module';
import { ConfigurationController } from './configuration/configuration.controller';
import { ConfigurationService } from './configuration/configuration.service';
import { ConnectionController } from './connection/connection.controller';
import { ConnectionService } from './connection/connection.service';
import { DisconnectionService } from './connection/disconnection.service';
import { SimulatedController } from './connection/simulated.controller';
import { SimulatedService } from './connection/simulated.service';
import { SignUpController } from './connection/sign-up.controller';
import { SignUpService } from './connection/sign-up.service';
import { ChannelDoctorController } from './doctor/channel-doctor.controller';
import { ChannelDoctorService } from './doctor/channel-doctor.service';
import { ChannelSignsRepository } from './doctor/channel-signs.repository';
import { ChannelHealthController } from './health/channel-health.controller';
import { ChannelHealthService } from './health/channel-health.service';
import { ChannelNewsController } from './news/channel-news.controller';
import { ChannelNewsRepository } from './news/channel-news.repository';
import { ChannelNewsService } from './news/channel-news.service';
import { TenantProviders } from './provider/tenant-providers';
import { TokenExpiry } from './provider/token-expiry';

/** What is asked of the provider of a channel. The composition provides CHANNEL_PROVIDERS. */
@Module({
  imports: [ChannelsModule],
  providers: [TenantProviders, TokenExpiry, ChannelDoctorService, ChannelSignsRepository],
  exports: [TenantProviders, TokenExpiry, ChannelDoctorService],
})
export class ChannelCareModule {}

/** Channels over HTTP. The composition provides Explanations and Realtime as well. */
@Module({
  imports: [ChannelsModule, ChannelCareModule, TenancyModule],
  controllers: [
    ChannelsController,
    ChannelHealthController,
    ConfigurationController,
    ConnectionController,
    ChannelDoctorController,
    SignUpController,
    SimulatedController,
    ChannelActivityController,
    ChannelNewsController,
  ],
  providers: [
    ...[ChannelHealthService, ConfigurationService, ConnectionService, SignUpService],
    ...[SimulatedService, DisconnectionService, ChannelActivityRepository],
    ...[ChannelNewsRepository, ChannelNewsService],
  ],
})
export class ChannelsHttpModule {}
