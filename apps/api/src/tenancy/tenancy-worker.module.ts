import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { AuditEventsRepository } from './audit/audit-events.repository';
import { AuditSweep } from './audit/audit-sweep';
import { AuditVerification } from './audit/audit-verification';
import { AUDIT_QUEUE, AuditJobs } from './audit/verify-audit-trail.job';
import { VerifyAuditTrailProcessor } from './audit/verify-audit-trail.processor';
import { TenantSettingsCache } from './tenants/tenant-settings.cache';
import { TenantsRepository } from './tenants/tenants.repository';

/** What is done without anybody asking: every audit trail is gone through, again and again. */
@Module({
  imports: [BullModule.registerQueue({ name: AUDIT_QUEUE })],
  providers: [
    TenantsRepository,
    TenantSettingsCache,
    AuditEventsRepository,
    AuditVerification,
    AuditJobs,
    AuditSweep,
    VerifyAuditTrailProcessor,
  ],
})
export class TenancyWorkerModule {}
