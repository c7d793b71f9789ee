import { DynamicModule, Global, Module } from '@nestjs/common';
import { Logger } from 'pino';
import { AccessModule, RecoveryModule } from './access';
import { WhatsAppAdapter, WhatsAppModule, WhatsAppWebhookModule } from './adapters/whatsapp';
import { Channel, ChannelsHttpModule, ChannelsModule } from './channels';
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
    { provide: Explanations, useClass: AdapterExplanations },
  ],
  exports: [COMMUNICATION_ADAPTERS, Explanations],
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
        InspectionModule,
      ],
    };
  }
}

function platform(
  name: string,
  environment: Environment,
  logger: Logger,
): (DynamicModule | typeof CryptoModule)[] {
  return [
    ConfigModule.with(environment),
    TelemetryModule.with(logger),
    DatabaseModule.for(name, ENTITIES),
    CryptoModule,
  ];
}
