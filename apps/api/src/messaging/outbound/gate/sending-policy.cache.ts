import { Injectable } from '@nestjs/common';
import { TenantCaches } from '../../../platform/cache/tenant-caches';
import { Transaction } from '../../../platform/database/transaction';

/** What the current tenant wants of marketing, as it was at most a second ago. The gate reads it in its own transaction. */
@Injectable()
export class SendingPolicyCache {
  constructor(private readonly caches: TenantCaches) {}

  fetch<Policy>(load: () => Promise<Policy>): Promise<Policy> {
    return this.caches.current().fetch('sending-policy', 'all', load);
  }

  invalidate(transaction: Transaction): void {
    this.caches.current().invalidate(transaction, 'sending-policy', 'all');
  }
}
