import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { DeliveryIntake } from './inbound/intake/delivery-intake';
import { DeliveryWriter } from './inbound/intake/delivery-writer';
import { DurabilityCheck } from './inbound/intake/durability-check';
import { EventLoopDelay } from './inbound/intake/event-loop-delay';
import { IntakeRecord } from './inbound/intake/intake-record';
import { INBOUND_QUEUE, InboundWakeUp } from './inbound/process-deliveries.job';

/** What the front door of an adapter needs: to keep bytes, and to say that they are there. */
@Module({
  imports: [BullModule.registerQueue({ name: INBOUND_QUEUE })],
  providers: [DeliveryIntake, DeliveryWriter, DurabilityCheck, EventLoopDelay, IntakeRecord, InboundWakeUp],
  exports: [DeliveryIntake, IntakeRecord],
})
export class IntakeModule {}
