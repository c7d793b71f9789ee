import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { TenantsRepository } from '../tenants/tenants.repository';
import { BEGINNING, breakAtEnd, follow, Link } from './audit-chain';
import { AuditEventsRepository } from './audit-events.repository';

const BATCH = 1_000;
/** Each trail is gone through once a day. */
export const VERIFIED_FOR_MS = 24 * 3_600_000;

export interface Verified {
  readonly events: number;
  /** The first number that the chain does not hold for; null while it is intact. */
  readonly brokenAt: number | null;
  readonly verifiedAt: Date;
}

/** Goes through the current tenant's record from its beginning, and remembers what it found. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly events: AuditEventsRepository,
    private readonly tenants: TenantsRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async verify(): Promise<Verified> {
    const { head, beyond } = await this.app.transaction(async (transaction) => ({
      beyond: await this.events.beyondHead(transaction),
      head: await this.events.head(transaction),
    }));
    const brokenAt = await this.breakBefore(head, beyond);
    const verified = { events: head.sequence, brokenAt, verifiedAt: new Date() };
    await this.system.transaction((transaction) => this.tenants.setVerified(transaction, verified));
    if (brokenAt !== null) {
      this.logger.error({ brokenAt }, 'the audit trail is broken');
    }
    return verified;
  }

  /** Asked twice, it goes through the trail once. */
  async verifyIfDue(): Promise<void> {
    const { auditVerifiedAt } = await this.tenants.current();
    const isDue = auditVerifiedAt === null || auditVerifiedAt.getTime() <= Date.now() - VERIFIED_FOR_MS;
    if (isDue) await this.verify();
  }

  private async breakBefore(head: Link, beyond: Link | null): Promise<number | null> {
    let link = BEGINNING;
    for (;;) {
      const range = { after: link.sequence, upTo: head.sequence, limit: BATCH };
      const batch = await this.app.transaction((transaction) => this.events.chain(transaction, {}, range));
      const { holds, ...end } = follow(link, batch);
      if (!holds) return end.sequence + 1;
      link = end;
      if (batch.length < BATCH) return breakAtEnd(link, head) ?? (beyond && breakAtEnd(beyond, head));
    }
  }
}
