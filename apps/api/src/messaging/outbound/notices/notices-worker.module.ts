import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { MailModule } from '../../../platform/mail/mail.module';
import { TenancyModule } from '../../../tenancy';
import { HoldNotices } from './hold-notices';
import { HoldNoticesRepository } from './hold-notices.repository';
import { HoldSweep } from './hold-sweep';
import { NoticeJobs, NOTICES_QUEUE } from './tell-of-hold.job';
import { TellOfHoldProcessor } from './tell-of-hold.processor';

/** Telling people that a number cannot send. */
@Module({
  imports: [MailModule, TenancyModule, BullModule.registerQueue({ name: NOTICES_QUEUE })],
  providers: [HoldNotices, HoldNoticesRepository, HoldSweep, NoticeJobs, TellOfHoldProcessor],
})
export class NoticesWorkerModule {}
