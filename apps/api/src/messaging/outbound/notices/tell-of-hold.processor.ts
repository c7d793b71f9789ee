import { Processor } from '@nestjs/bullmq';
import { TenantWorkerHost } from '../../../platform/queue/tenant-worker-host';
import { HoldNotices } from './hold-notices';
import { NOTICES_QUEUE, TELL_OF_HOLD } from './tell-of-hold.job';

@Processor(NOTICES_QUEUE)
export class TellOfHoldProcessor extends TenantWorkerHost<{ channelId: string }> {
  protected readonly contract = TELL_OF_HOLD;

  constructor(private readonly notices: HoldNotices) {
    super();
  }

  protected work({ channelId }: { channelId: string }): Promise<void> {
    return this.notices.tell(channelId);
  }
}
