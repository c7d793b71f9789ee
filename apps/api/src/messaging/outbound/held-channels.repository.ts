import { Injectable } from '@nestjs/common';
import { ChannelsCache } from '../../channels';
import { currentTenants } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { ChannelChange } from '../../platform/realtime/realtime';
import { holdsChannel, wideScopeOf } from './pacing/next-step';
import { Result } from './result';

/**
 * Which channels may not send now and why, for people to see, and until when nobody claims for them. Then one message finds
 * out, and they may again when it is accepted; what was on its way when they were held finds out nothing.
 */
@Injectable()
export class HeldChannelsRepository {
  constructor(private readonly cache: ChannelsCache) {}

  /**
   * Of all current tenants: what these results, in the order in which they came, say last of each channel, and last of all
   * that are held with it. A hold that only people can end is one that they are told of (notices/), where a number stops
   * and goes on and stops, once an hour. Answers what is held, or not any more.
   */
  async note(transaction: Transaction, results: readonly Result[]): Promise<ChannelChange[]> {
    const tenantIds = currentTenants();
    const isWide = ({ step }: Result): boolean => wideScopeOf(step) !== null;
    const isSaid = ({ step }: Result): boolean => step.kind === 'sent' || holdsChannel(step);
    const each = lastOfEach(results.filter((one) => isSaid(one) && !isWide(one)));
    const changed = await this.noteEach(transaction, tenantIds, each);
    for (const one of lastOfEach(results.filter(isWide)))
      changed.push(...(await this.holdAll(transaction, tenantIds, one)));
    for (const { tenantId } of changed) this.cache.invalidate(transaction, tenantId);
    return changed;
  }

  private async noteEach(
    transaction: Transaction,
    tenantIds: readonly string[],
    results: readonly Result[],
  ): Promise<ChannelChange[]> {
    if (results.length === 0) return [];
    const said = results.map(({ message, result: { answer }, step }) => ({
      ...message,
      failure: answer.kind === 'accepted' ? null : answer.failure,
      probeAfterMs: step.kind === 'held' ? step.probeAfterMs : null,
      needsPeople: answer.kind === 'blocked',
    }));
    const changed: unknown = await transaction.query(
      `UPDATE channel SET held_code = given.code, held_reason = given.reason,
         held_until = now() + given.probe_after_ms * interval '1 ms',
         held_since = CASE WHEN given.code IS NOT NULL THEN coalesce(channel.held_since, now()) END,
         hold_notice_at = CASE
           WHEN given.code IS NULL THEN NULL
           WHEN channel.hold_notice_at IS NOT NULL THEN channel.hold_notice_at
           WHEN given.needs_people AND (channel.hold_told_at IS NULL OR channel.hold_told_at
             < least(coalesce(channel.held_since, now()), now() - interval '1 hour')) THEN now() END
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::integer[], $7::boolean[])
         AS given (tenant_id, id, code, reason, probe_after_ms, needs_people)
       WHERE given.tenant_id = ANY ($1) AND channel.tenant_id = given.tenant_id AND channel.id = given.id
         AND (given.code IS NOT NULL OR channel.held_until <= now())
       RETURNING channel.tenant_id AS "tenantId", channel.id AS "channelId"`,
      [
        tenantIds,
        said.map(({ tenantId }) => tenantId),
        said.map(({ channelId }) => channelId),
        said.map(({ failure }) => failure?.code ?? null),
        said.map(({ failure }) => failure?.reason ?? null),
        said.map(({ probeAfterMs }) => probeAfterMs),
        said.map(({ needsPeople }) => needsPeople),
      ],
    );
    return returned<ChannelChange>(changed);
  }

  /** Every number that it reaches (hold-reach); one that waits longer already goes on waiting for its own reason. */
  private async holdAll(
    transaction: Transaction,
    tenantIds: readonly string[],
    { message, result, step }: Result,
  ): Promise<ChannelChange[]> {
    if (result.answer.kind === 'accepted' || step.kind !== 'held') return [];
    const { code, reason } = result.answer.failure;
    const changed: unknown = await transaction.query(
      `WITH reached AS MATERIALIZED (
         SELECT other.tenant_id, other.id FROM channel held
         JOIN channel other ON other.tenant_id = held.tenant_id AND other.provider = held.provider
         WHERE held.tenant_id = ANY ($1) AND held.tenant_id = $2 AND held.id = $3
           AND ($4 = 'app' OR other.account_id = held.account_id)
         ORDER BY other.id FOR NO KEY UPDATE OF other)
       UPDATE channel SET held_code = $5, held_reason = $6, held_until = now() + $7 * interval '1 ms',
         held_since = coalesce(channel.held_since, now())
       FROM reached WHERE channel.tenant_id = reached.tenant_id AND channel.id = reached.id
         AND (channel.held_until IS NULL OR channel.held_until < now() + $7 * interval '1 ms')
       RETURNING channel.tenant_id AS "tenantId", channel.id AS "channelId"`,
      [tenantIds, message.tenantId, message.channelId, wideScopeOf(step), code, reason, step.probeAfterMs],
    );
    return returned<ChannelChange>(changed);
  }
}

function lastOfEach(results: readonly Result[]): Result[] {
  const last = new Map<string, Result>();
  for (const result of results) last.set(`${result.message.tenantId} ${result.message.channelId}`, result);
  return [...last.values()];
}
