import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { returned, Transaction } from '../../platform/database/transaction';
import { ChannelChange } from '../../platform/realtime/realtime';
import { holdsChannel } from './pacing/next-step';
import { Result } from './result';

/** Which channels may not send now and why, for people to see; they may again with the first message that is accepted. */
@Injectable()
export class HeldChannelsRepository {
  /**
   * Of all current tenants: what these results, in the order in which they came, say last of each channel. A hold that
   * only people can end is one that they are told of (notices/), where a number stops and goes on and stops, once an
   * hour. Answers what is held, or not any more.
   */
  async note(transaction: Transaction, results: readonly Result[]): Promise<ChannelChange[]> {
    const tenantIds = currentTenants();
    const last = new Map<string, Result>();
    for (const result of results) {
      const { step, message } = result;
      const isSaid = step.kind === 'sent' || holdsChannel(step);
      if (isSaid) last.set(`${message.tenantId} ${message.channelId}`, result);
    }
    if (last.size === 0) return [];
    const said = [...last.values()].map(({ message, result: { answer }, step }) => ({
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
         AND (given.code IS NOT NULL OR channel.held_code IS NOT NULL)
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
}
