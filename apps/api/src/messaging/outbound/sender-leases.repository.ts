import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../platform/database/database';

export interface ChannelKey {
  readonly tenantId: string;
  readonly channelId: string;
}

export interface WaitingChannel extends ChannelKey {
  readonly isAbandoned: boolean;
}

export interface SenderLease extends ChannelKey {
  /** Higher with each new holder: what an earlier one claimed and never settled is nobody's. */
  readonly fence: string;
}

/** A holder that was stopped must notice by its own clock that this has passed, before anybody else may begin. */
export const LEASE_MS = 5_000;

/** Who alone may send for a channel. Leases belong to processes and not to tenants, and are parley_system's. */
@Injectable()
export class SenderLeasesRepository {
  constructor(private readonly database: SystemDatabase) {}

  /** Which channels have something to send now, or something that a sender of before has left in flight. */
  waitingAcrossTenants(): Promise<WaitingChannel[]> {
    return this.database.query<WaitingChannel>(WAITING);
  }

  /** Takes or keeps those that nobody else holds, and answers them. */
  holdAcrossTenants(owner: string, channels: readonly ChannelKey[]): Promise<SenderLease[]> {
    if (channels.length === 0) return Promise.resolve([]);
    return this.database.query<SenderLease>(
      `INSERT INTO sender_lease AS known (tenant_id, channel_id, owner, fence, lease_until)
       SELECT tenant_id, channel_id, $1, 1, clock_timestamp() + $4 * interval '1 ms'
       FROM unnest($2::uuid[], $3::uuid[]) AS given (tenant_id, channel_id) ORDER BY tenant_id, channel_id
       ON CONFLICT (tenant_id, channel_id) DO UPDATE SET
         fence = known.fence + CASE WHEN known.owner = EXCLUDED.owner THEN 0 ELSE 1 END,
         owner = EXCLUDED.owner, lease_until = EXCLUDED.lease_until
       WHERE known.owner = EXCLUDED.owner OR known.lease_until + interval '1 second' < clock_timestamp()
       RETURNING known.tenant_id AS "tenantId", known.channel_id AS "channelId", known.fence`,
      [owner, channels.map(({ tenantId }) => tenantId), channels.map(({ channelId }) => channelId), LEASE_MS],
    );
  }

  /** What this owner claimed in these channels before is from now on an earlier holder's. */
  async renewFenceAcrossTenants(owner: string, channels: readonly ChannelKey[]): Promise<void> {
    if (channels.length === 0) return;
    await this.database.query(
      `UPDATE sender_lease AS known SET fence = known.fence + 1
       FROM unnest($2::uuid[], $3::uuid[]) AS given (tenant_id, channel_id)
       WHERE known.tenant_id = given.tenant_id AND known.channel_id = given.channel_id AND known.owner = $1`,
      [owner, channels.map(({ tenantId }) => tenantId), channels.map(({ channelId }) => channelId)],
    );
  }

  /** Nobody has to wait for the end of what is not used any more. */
  async releaseAcrossTenants(owner: string): Promise<void> {
    await this.database.query(
      'UPDATE sender_lease SET lease_until = clock_timestamp() WHERE owner = $1 AND lease_until > clock_timestamp()',
      [owner],
    );
  }
}

// From channel to channel along the index, however many messages wait in each.
const WAITING = `
  WITH RECURSIVE waiting (tenant_id, channel_id) AS (
    (SELECT tenant_id, channel_id FROM message
     WHERE state = 'queued' AND direction = 'outbound' ORDER BY tenant_id, channel_id LIMIT 1)
    UNION ALL
    SELECT next.* FROM waiting CROSS JOIN LATERAL (
      SELECT tenant_id, channel_id FROM message
      WHERE state = 'queued' AND direction = 'outbound'
        AND (tenant_id, channel_id) > (waiting.tenant_id, waiting.channel_id)
      ORDER BY tenant_id, channel_id LIMIT 1) AS next)
  SELECT tenant_id AS "tenantId", channel_id AS "channelId", false AS "isAbandoned" FROM waiting CROSS JOIN LATERAL (
    SELECT FROM message WHERE tenant_id = waiting.tenant_id AND channel_id = waiting.channel_id
      AND state = 'queued' AND direction = 'outbound' AND next_attempt_at <= now() LIMIT 1) AS due
  UNION
  SELECT tenant_id, channel_id, true FROM message
  WHERE state = 'sending' AND direction = 'outbound' AND NOT EXISTS (
    SELECT FROM sender_lease lease WHERE lease.tenant_id = message.tenant_id AND lease.channel_id = message.channel_id
      AND lease.fence <= coalesce(message.fence, 0) AND lease.lease_until > clock_timestamp())`;
