import type { LabPostgres } from '../../lab/lab-postgres.ts';
import type { Claim, SentRow, SentStored } from './sent-rows.ts';

/** Whatever waits longer than this waits for something, and says for what. */
const SOON = `interval '1 minute'`;

const UNFINISHED = `
  SELECT 'deliveries' AS what, count(*)::int AS count FROM webhook_delivery WHERE exploded_at IS NULL
  UNION ALL SELECT 'events ' || state, count(*)::int FROM inbox_event WHERE state IN ('pending', 'retrying') GROUP BY state
  UNION ALL SELECT 'queued', count(*)::int FROM message
    WHERE direction = 'outbound' AND state = 'queued' AND (next_attempt_at < now() + ${SOON} OR failure_code IS NULL)
  UNION ALL SELECT 'sending', count(*)::int FROM message WHERE direction = 'outbound' AND state = 'sending'
  UNION ALL SELECT 'unknown', count(*)::int FROM message
    WHERE direction = 'outbound' AND state = 'unknown' AND unknown_at IS NOT NULL`;

const ROWS = `
  SELECT m.id, m.text, route.external_id AS "phoneNumberId", m.sending_class AS "sendingClass", m.state,
    m.provider_message_id AS wamid, m.resends, m.failure_code AS "failureCode"
  FROM message AS m
  JOIN channel_route AS route ON route.tenant_id = m.tenant_id AND route.channel_id = m.channel_id
  WHERE m.direction = 'outbound'`;

const CLAIMS = `
  SELECT message_id AS "messageId", (extract(epoch FROM started_at) * 1000)::float8 AS "atMs", outcome FROM delivery_attempt`;

interface Count {
  what: string;
  count: number;
}

export async function readUnfinishedSends(postgres: LabPostgres): Promise<Record<string, number>> {
  return countsOf(await postgres.ask<Count & Record<string, unknown>>(UNFINISHED));
}

/** Everything as of one moment. */
export async function readSent(postgres: LabPostgres): Promise<SentStored> {
  const answers = await postgres.askAtOnce({
    rows: ROWS,
    claims: CLAIMS,
    unfinished: UNFINISHED,
    leases: 'SELECT coalesce(sum(fence - 1), 0)::int AS "handOvers" FROM sender_lease',
  });
  return {
    rows: answers.rows as SentRow[],
    claims: answers.claims as Claim[],
    unfinished: countsOf(answers.unfinished as Count[]),
    handOvers: Number(answers.leases[0]?.['handOvers'] ?? 0),
  };
}

function countsOf(rows: readonly Count[]): Record<string, number> {
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ what, count }) => [what, count]));
}
