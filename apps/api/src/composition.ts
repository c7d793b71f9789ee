import { DynamicModule, Global, Module } from '@nestjs/common';
import { Logger } from 'pino';
import { AccessModule, RecoveryModule } from './access';
import {
  WhatsAppAdapter,
  WhatsAppModule,
  WhatsAppProvider,
  WhatsAppWebhookModule,
} from './adapters/whatsapp';
import {
  Channel,
  CHANNEL_PROVIDERS,
  ChannelCareModule,
  ChannelsHttpModule,
  ChannelsModule,
} from './channels';
import { Explanations } from './kernel/explanations';
import {
  AdapterExplanations,
  COMMUNICATION_ADAPTERS,
  InspectionHttpModule,
  InspectionModule,
  MessagingModule,
  MessagingWorkerModule,
  ReplayWorkerModule,
} from './messaging';
import { OnboardingModule } from './onboarding';
import { CacheModule } from './platform/cache/cache.module';
import { ConfigModule } from './platform/config/config.module';
import { Environment } from './platform/config/environment';
import { CryptoModule } from './platform/crypto/crypto.module';
import { DatabaseModule } from './platform/database/database.module';
import { HealthModule } from './platform/health/health.module';
import { HttpModule } from './platform/http/http.module';
import { LimitsModule } from './platform/limits/limits.module';
import { QueueModule } from './platform/queue/queue.module';
import { RealtimeModule } from './platform/realtime/realtime.module';
import { TelemetryModule } from './platform/telemetry/telemetry.module';
import { TemplatesModule, TemplatesWorkerModule } from './templates';
import { TenancyModule, TenancyWorkerModule, Tenant } from './tenancy';

const ENTITIES = [Tenant, Channel];

/** The only place that names the providers. */
@Global()
@Module({
  imports: [WhatsAppModule],
  providers: [
    {
      provide: COMMUNICATION_ADAPTERS,
      inject: [WhatsAppAdapter],
      useFactory: (whatsapp: WhatsAppAdapter) => [whatsapp],
    },
    {
      provide: CHANNEL_PROVIDERS,
      inject: [WhatsAppProvider],
      useFactory: (whatsapp: WhatsAppProvider) => [whatsapp],
    },
    { provide: Explanations, useClass: AdapterExplanations },
  ],
  exports: [COMMUNICATION_ADAPTERS, CHANNEL_PROVIDERS, Explanations],
})
class AdaptersModule {}

/** The process that serves HTTP. */
@Module({})
export class ApiModule {
  static with(environment: Environment, logger: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ...platform('parley-api', environment, logger),
        QueueModule,
        RealtimeModule,
        HealthModule,
        AccessModule,
        HttpModule,
        TenancyModule,
        ChannelsHttpModule,
        AdaptersModule,
        MessagingModule,
        InspectionHttpModule,
        TemplatesModule,
        OnboardingModule,
        WhatsAppWebhookModule,
      ],
    };
  }
}

/** The process that works off queues, lanes and the outbox. */
@Module({})
export class WorkerModule {
  static with(environment: Environment, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ...platform('parley-worker', environment, logger),
        QueueModule,
        RealtimeModule,
        LimitsModule,
        AdaptersModule,
        TemplatesWorkerModule,
        MessagingWorkerModule,
        ReplayWorkerModule,
        TenancyWorkerModule,
      ],
    };
  }
}

/** What operator commands need: no queue, no listener. */
@Module({})
export class OperatorModule {
  static with(environment: Environment, logger: Logger): DynamicModule {
    return {
      module: OperatorModule,
      imports: [
        ...platform('parley-cli', environment, logger),
        TenancyModule,
        RecoveryModule,
        ChannelsModule,
        ChannelCareModule,
        AdaptersModule,
        InspectionModule,
      ],
    };
  }
}

function platform(
  name: string,
  environment: Environment,
  logger: Logger,
): (DynamicModule | typeof CryptoModule | typeof CacheModule)[] {
  return [
    ConfigModule.with(environment),
    TelemetryModule.with(logger),
    DatabaseModule.for(name, ENTITIES),
    CryptoModule,
    CacheModule,
  ];
}
