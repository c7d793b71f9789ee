import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { holdsChannel } from './pacing/next-step';
import { Result } from './result';

/** Which channels may not send now and why, for people to see; they may again with the first message that is accepted. */
@Injectable()
export class HeldChannelsRepository {
  /** Of all current tenants: what these results, in the order in which they came, say last of each channel. */
  async note(transaction: Transaction, results: readonly Result[]): Promise<void> {
    const tenantIds = currentTenants();
    const last = new Map<string, Result>();
    for (const result of results) {
      const { step, message } = result;
      const isSaid = step.kind === 'sent' || holdsChannel(step);
      if (isSaid) last.set(`${message.tenantId} ${message.channelId}`, result);
    }
    if (last.size === 0) return;
    const said = [...last.values()].map(({ message, result: { answer }, step }) => ({
      ...message,
      failure: answer.kind === 'accepted' ? null : answer.failure,
      probeAfterMs: step.kind === 'held' ? step.probeAfterMs : null,
    }));
    await transaction.query(
      `UPDATE channel SET held_code = given.code, held_reason = given.reason,
         held_until = now() + given.probe_after_ms * interval '1 ms'
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::integer[])
         AS given (tenant_id, id, code, reason, probe_after_ms)
       WHERE given.tenant_id = ANY ($1) AND channel.tenant_id = given.tenant_id AND channel.id = given.id
         AND (given.code IS NOT NULL OR channel.held_code IS NOT NULL)`,
      [
        tenantIds,
        said.map(({ tenantId }) => tenantId),
        said.map(({ channelId }) => channelId),
        said.map(({ failure }) => failure?.code ?? null),
        said.map(({ failure }) => failure?.reason ?? null),
        said.map(({ probeAfterMs }) => probeAfterMs),
      ],
    );
  }
}
