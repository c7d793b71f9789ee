import type pg from 'pg';

/** How long the oldest webhook or event has waited, in ms; 0 when none does. */
export async function readAge(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ ageMs: number | null }>(
    `SELECT (extract(epoch FROM clock_timestamp() - min(received_at)) * 1000)::float8 AS "ageMs"
     FROM (SELECT min(received_at) AS received_at FROM webhook_delivery WHERE exploded_at IS NULL
           UNION ALL SELECT min(received_at) FROM inbox_event WHERE state IN ('pending', 'retrying')) AS oldest`,
  );
  return rows[0]?.ageMs ?? 0;
}

/** Whether anything waits that was received before, in ms since 1970. Asked often, so it finds one and counts none. */
export async function isSomethingLeft(db: pg.Pool, before: number): Promise<boolean> {
  const { rows } = await db.query<{ left: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM webhook_delivery WHERE exploded_at IS NULL AND received_at < to_timestamp($1 / 1000.0::float8))
       OR EXISTS (SELECT 1 FROM inbox_event
                  WHERE state IN ('pending', 'retrying') AND received_at < to_timestamp($1 / 1000.0::float8)) AS left`,
    [before],
  );
  return rows[0]?.left === true;
}

/** The oldest webhook that is not taken apart. */
export async function oldestDelivery(db: pg.Pool): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM webhook_delivery WHERE exploded_at IS NULL ORDER BY id LIMIT 1',
  );
  return rows[0]?.id;
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
