import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TenancyModule } from '../../tenancy';
import { IntakeModule } from '../intake.module';
import { DeadLetterRowsRepository } from './dead-letters/dead-letter-rows.repository';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { DeadLettersService } from './dead-letters/dead-letters.service';
import { DeedsInTenants } from './deeds-in-tenants';
import { ProducedRowsRepository } from './deliveries/produced-rows.repository';
import { WebhookDeliveriesController } from './deliveries/webhook-deliveries.controller';
import { WebhookDeliveriesRepository } from './deliveries/webhook-deliveries.repository';
import { WebhookDeliveriesService } from './deliveries/webhook-deliveries.service';
import { InboundMetrics } from './metrics/inbound-metrics';
import { MetricsController } from './metrics/metrics.controller';
import { InboundStateController } from './queues/inbound-state.controller';
import { InboundStateRepository } from './queues/inbound-state.repository';
import { InboundStateService } from './queues/inbound-state.service';
import { REPLAY_QUEUE, ReplayWakeUp } from './replays/replay-letters.job';
import { ReplaysController } from './replays/replays.controller';
import { ReplaysRepository } from './replays/replays.repository';
import { ReplaysService } from './replays/replays.service';
import { TenantNamesRepository } from './tenant-names.repository';

const SERVICES = [DeadLettersService, InboundStateService, ReplaysService, WebhookDeliveriesService];

const PROVIDERS = [
  ...SERVICES,
  DeadLetterRowsRepository,
  DeedsInTenants,
  InboundStateRepository,
  ProducedRowsRepository,
  ReplaysRepository,
  TenantNamesRepository,
  WebhookDeliveriesRepository,
];

/** The operator's view, for commands: no queue, no listener. */
@Module({ imports: [TenancyModule], providers: PROVIDERS, exports: SERVICES })
export class InspectionModule {}

/** The operator's view over HTTP. */
@Module({
  imports: [IntakeModule, TenancyModule, BullModule.registerQueue({ name: REPLAY_QUEUE })],
  controllers: [
    DeadLettersController,
    InboundStateController,
    MetricsController,
    ReplaysController,
    WebhookDeliveriesController,
  ],
  providers: [...PROVIDERS, InboundMetrics, ReplayWakeUp],
})
export class InspectionHttpModule {}
