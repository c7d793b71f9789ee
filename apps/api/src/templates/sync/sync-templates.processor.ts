import { Processor } from '@nestjs/bullmq';
import { TenantWorkerHost } from '../../platform/queue/tenant-worker-host';
import { SYNC_TEMPLATES, TEMPLATES_QUEUE } from './sync-templates.job';
import { TemplateSyncService } from './template-sync.service';

@Processor(TEMPLATES_QUEUE)
export class SyncTemplatesProcessor extends TenantWorkerHost<{ syncId: string }> {
  protected readonly contract = SYNC_TEMPLATES;

  constructor(private readonly syncs: TemplateSyncService) {
    super();
  }

  protected work({ syncId }: { syncId: string }): Promise<void> {
    return this.syncs.syncDue(syncId);
  }
}
