import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../../kernel/context';
import { returned, Transaction } from '../../../platform/database/transaction';
import { SendingPolicyCache } from './sending-policy.cache';

/** What the tenant itself wants of marketing. */
export interface SendingPolicy {
  /** In minutes since midnight; from after to: over midnight. `timeZone` null: that of the workspace. */
  readonly quietHours: {
    readonly from: number;
    readonly to: number;
    readonly timeZone: string | null;
  } | null;
  /** To one person within so many days. */
  readonly marketingLimit: { readonly messages: number; readonly days: number } | null;
}

export type StoredPolicy = SendingPolicy & {
  /** 0: nobody has set anything. */
  readonly version: number;
};

interface Row {
  readonly from: number | null;
  readonly to: number | null;
  readonly timeZone: string | null;
  readonly messages: number | null;
  readonly days: number;
  readonly version: number;
}

const NOTHING_SET: StoredPolicy = { quietHours: null, marketingLimit: null, version: 0 };

/** Of the current tenant. */
@Injectable()
export class SendingPolicyRepository {
  constructor(private readonly cache: SendingPolicyCache) {}

  async get(transaction: Transaction): Promise<StoredPolicy> {
    return storedOf(await transaction.query(SELECT, [currentTenant()]));
  }

  /** As it is now and stays until the transaction ends. */
  async lock(transaction: Transaction): Promise<StoredPolicy> {
    await transaction.query(
      'INSERT INTO sending_policy (tenant_id, version) VALUES ($1, 0) ON CONFLICT (tenant_id) DO NOTHING',
      [currentTenant()],
    );
    return storedOf(await transaction.query(`${SELECT} FOR UPDATE`, [currentTenant()]));
  }

  /** Of one that is locked. */
  async change(transaction: Transaction, { quietHours, marketingLimit }: SendingPolicy): Promise<void> {
    await transaction.query(
      `UPDATE sending_policy SET quiet_from = $2, quiet_to = $3, time_zone = $4, marketing_limit = $5,
         marketing_days = coalesce($6, marketing_days), version = version + 1
       WHERE tenant_id = $1`,
      [
        currentTenant(),
        quietHours?.from ?? null,
        quietHours?.to ?? null,
        quietHours?.timeZone ?? null,
        marketingLimit?.messages ?? null,
        marketingLimit?.days ?? null,
      ],
    );
    this.cache.invalidate(transaction);
  }

  /** What waits for what was the policy until now is looked at anew; answers how much that is. */
  async recall(transaction: Transaction): Promise<number> {
    const rows = returned(
      await transaction.query(
        `UPDATE message SET next_attempt_at = now()
         WHERE tenant_id = $1 AND id IN (SELECT id FROM message
           WHERE tenant_id = $1 AND state = 'queued' AND failure_code IN ('quiet_hours', 'frequency_cap')
           ORDER BY id FOR UPDATE)
         RETURNING id`,
        [currentTenant()],
      ),
    );
    return rows.length;
  }
}

const SELECT = `
  SELECT quiet_from AS "from", quiet_to AS "to", time_zone AS "timeZone", marketing_limit AS messages,
    marketing_days AS days, version
  FROM sending_policy WHERE tenant_id = $1`;

function storedOf([row]: readonly Row[]): StoredPolicy {
  if (row === undefined) return NOTHING_SET;
  const { from, to, timeZone, messages, days, version } = row;
  return {
    quietHours: from === null || to === null ? null : { from, to, timeZone },
    marketingLimit: messages === null ? null : { messages, days },
    version,
  };
}
