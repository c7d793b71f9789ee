import type pg from 'pg';

export interface Backlog {
  /** Webhooks that are not taken apart. */
  deliveries: number;
  /** Events that are not applied. */
  events: number;
  /** Of the oldest of both; 0 when there is none. */
  ageMs: number;
}

/** Of what was received before, in ms since 1970. */
export async function readBacklog(db: pg.Pool, before = Date.now() + 86_400_000): Promise<Backlog> {
  const { rows } = await db.query<Backlog>(
    `SELECT deliveries::int, events::int,
       coalesce(extract(epoch FROM clock_timestamp() - least(oldest_delivery, oldest_event)) * 1000, 0)::float8 AS "ageMs"
     FROM (SELECT count(*) AS deliveries, min(received_at) AS oldest_delivery
           FROM webhook_delivery WHERE exploded_at IS NULL AND received_at < to_timestamp($1 / 1000.0::float8)) AS d,
          (SELECT count(*) AS events, min(received_at) AS oldest_event
           FROM inbox_event
           WHERE state IN ('pending', 'retrying') AND received_at < to_timestamp($1 / 1000.0::float8)) AS e`,
    [before],
  );
  return rows[0] as Backlog;
}

/**
 * Messages that a stream's people wrote and that are there, by when they were committed: PostgreSQL keeps the time of
 * each commit (`track_commit_timestamp`), so that no clock of the product's is believed.
 */
const APPLIED = `
  SELECT tenant_id, conversation_id, id, provider_message_id, (regexp_match(text, '^#(\\d+) '))[1]::int AS sequence,
    pg_xact_commit_timestamp(xmin) AS committed_at
  FROM message WHERE direction = 'inbound'`;

export interface Applied {
  messages: number;
  /** Milliseconds since 1970 of the first and the last commit. */
  firstAt: number;
  lastAt: number;
  /** Neighbours in a conversation that are the wrong way round. */
  violations: number;
}

/** What became of the messages to these numbers that were committed from `since` to `until`, in ms since 1970. */
export async function readApplied(
  db: pg.Pool,
  numbers: readonly string[],
  since: number,
  until = Date.now() + 86_400_000,
): Promise<Applied> {
  const { rows } = await db.query<Applied>(
    `SELECT count(*)::int AS messages,
       (extract(epoch FROM min(committed_at)) * 1000)::float8 AS "firstAt",
       (extract(epoch FROM max(committed_at)) * 1000)::float8 AS "lastAt",
       count(*) FILTER (WHERE sequence < before)::int AS violations
     FROM (SELECT committed_at, sequence, lag(sequence) OVER (PARTITION BY tenant_id, conversation_id ORDER BY id) AS before
           FROM (${APPLIED} AND (tenant_id, channel_id) IN (SELECT tenant_id, channel_id FROM channel_route WHERE external_id = ANY ($1))) AS applied
           WHERE committed_at BETWEEN to_timestamp($2 / 1000.0::float8) AND to_timestamp($3 / 1000.0::float8)) AS numbered`,
    [numbers, since, until],
  );
  return rows[0] as Applied;
}

/** Milliseconds since 1970 at which each of these messages was committed, with the reply that came of it when `replied`. */
export async function readCommits(
  db: pg.Pool,
  wamids: readonly string[],
  { replied }: { replied: boolean },
): Promise<Map<string, number>> {
  const reply = replied
    ? `AND EXISTS (SELECT 1 FROM message AS reply WHERE reply.tenant_id = applied.tenant_id AND reply.idempotency_key = 'echo:' || applied.id)`
    : '';
  const { rows } = await db.query<{ wamid: string; at: number }>(
    `SELECT provider_message_id AS wamid, (extract(epoch FROM committed_at) * 1000)::float8 AS at
     FROM (${APPLIED}) AS applied WHERE provider_message_id = ANY ($1) ${reply}`,
    [wamids],
  );
  return new Map(rows.map(({ wamid, at }) => [wamid, at]));
}
