import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../../kernel/context';
import { SystemDatabase } from '../../../platform/database/database';
import { returned, Transaction } from '../../../platform/database/transaction';
import { ChannelKey } from '../sender-leases.repository';

/** A number that cannot send until somebody does something. */
export interface HeldNumber {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly provider: string;
  readonly code: string;
  /** Which hold it is: a time as PostgreSQL writes it, to the microsecond. */
  readonly since: string;
}

const MOST_AT_ONCE = 100;
const AGAIN_AFTER = '5 minutes';

@Injectable()
export class HoldNoticesRepository {
  constructor(private readonly database: SystemDatabase) {}

  dueAcrossTenants(): Promise<ChannelKey[]> {
    return this.database.query<ChannelKey>(
      `SELECT tenant_id AS "tenantId", id AS "channelId" FROM channel
       WHERE hold_notice_at <= now() ORDER BY hold_notice_at LIMIT ${MOST_AT_ONCE}`,
    );
  }

  /** Of the current tenant: from now on it was told. Null when somebody else tells of it, or it can send again. */
  async take(transaction: Transaction, channelId: string): Promise<HeldNumber | null> {
    const rows = returned<HeldNumber>(
      await transaction.query(
        `UPDATE channel SET hold_notice_at = NULL, hold_told_at = now()
         WHERE tenant_id = $1 AND id = $2 AND hold_notice_at <= now() AND held_code IS NOT NULL
         RETURNING id, name, address, provider, held_code AS code, held_since::text AS since`,
        [currentTenant(), channelId],
      ),
    );
    return rows[0] ?? null;
  }

  /** Nobody got the mail: it is due again while this hold lasts. */
  async postpone(transaction: Transaction, { id, since }: HeldNumber): Promise<void> {
    await transaction.query(
      `UPDATE channel SET hold_notice_at = now() + interval '${AGAIN_AFTER}', hold_told_at = NULL
       WHERE tenant_id = $1 AND id = $2 AND held_since = $3`,
      [currentTenant(), id, since],
    );
  }
}
