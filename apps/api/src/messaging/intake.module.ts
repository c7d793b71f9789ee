import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { DeliveryIntake } from './inbound/delivery-intake';
import { INBOUND_QUEUE, InboundWakeUp } from './inbound/process-deliveries.job';

/** What the front door of an adapter needs: to keep bytes, and to say that they are there. */
@Module({
  imports: [BullModule.registerQueue({ name: INBOUND_QUEUE })],
  providers: [DeliveryIntake, InboundWakeUp],
  exports: [DeliveryIntake],
})
export class IntakeModule {}
