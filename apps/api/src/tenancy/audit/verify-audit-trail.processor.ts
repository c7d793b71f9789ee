import { Processor } from '@nestjs/bullmq';
import { TenantWorkerHost } from '../../platform/queue/tenant-worker-host';
import { AuditVerification } from './audit-verification';
import { AUDIT_QUEUE, VERIFY_AUDIT_TRAIL } from './verify-audit-trail.job';

@Processor(AUDIT_QUEUE)
export class VerifyAuditTrailProcessor extends TenantWorkerHost<Record<never, string>> {
  protected readonly contract = VERIFY_AUDIT_TRAIL;

  constructor(private readonly verification: AuditVerification) {
    super();
  }

  protected work(): Promise<void> {
    return this.verification.verifyIfDue();
  }
}
