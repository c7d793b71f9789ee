import type { LabPostgres } from '../../lab/lab-postgres.ts';
import type {
  Stored,
  StoredDeadLetter,
  StoredIdentity,
  StoredMessage,
  StoredPreference,
  StoredStatus,
} from './stored.ts';

/** What still waits, by kind. */
const UNFINISHED = `
  SELECT 'deliveries' AS what, count(*)::int AS count FROM webhook_delivery WHERE exploded_at IS NULL
  UNION ALL SELECT 'events ' || state, count(*)::int FROM inbox_event WHERE state IN ('pending', 'retrying') GROUP BY state
  UNION ALL SELECT 'media ' || state, count(*)::int FROM media WHERE state IN ('waiting', 'fetching') GROUP BY state
  UNION ALL SELECT 'replays', count(*)::int FROM replay WHERE finished_at IS NULL`;

const MESSAGES = `
  SELECT m.id, m.provider_message_id AS wamid, route.external_id AS "phoneNumberId", m.conversation_id AS "conversationId",
    c.contact_id AS "contactId", (c.merged_into_id IS NOT NULL OR contact.merged_into_id IS NOT NULL) AS "isMergedAway",
    m.direction, m.type, m.state, m.idempotency_key AS "idempotencyKey",
    m.resends > 0 AS "mayBeDuplicate",
    (extract(epoch FROM pg_xact_commit_timestamp(m.xmin)) * 1000000)::float8 AS "committedAt"
  FROM message AS m
  JOIN channel_route AS route ON route.tenant_id = m.tenant_id AND route.channel_id = m.channel_id
  JOIN conversation AS c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
  JOIN contact ON contact.tenant_id = c.tenant_id AND contact.id = c.contact_id`;

const STATUSES = `
  SELECT s.provider_message_id AS wamid, route.external_id AS "phoneNumberId", s.status
  FROM message_status AS s
  JOIN channel_route AS route ON route.tenant_id = s.tenant_id AND route.channel_id = s.channel_id`;

const DEAD_LETTERS = `
  SELECT id, stage, reason, detail, coalesce(element::text, '') || coalesce(encode(body, 'escape'), '') AS content
  FROM dead_letter`;

const MARKERS = `SELECT DISTINCT (regexp_matches(payload::text, 'sim_[0-9a-f]{16}', 'g'))[1] AS marker FROM account_event`;

const ECHOING = `
  SELECT route.external_id AS number FROM channel_route AS route
  JOIN channel ON channel.tenant_id = route.tenant_id AND channel.id = route.channel_id WHERE channel.echo_enabled`;

interface Unfinished {
  what: string;
  count: number;
}

export async function readUnfinished(postgres: LabPostgres): Promise<Record<string, number>> {
  return countsOf(await postgres.ask<Unfinished & Record<string, unknown>>(UNFINISHED));
}

/** Everything as of one moment: were something still going on, its parts would not contradict each other. */
export async function readStored(postgres: LabPostgres): Promise<Stored> {
  const answers = await postgres.askAtOnce({
    messages: MESSAGES,
    statuses: STATUSES,
    markers: MARKERS,
    deadLetters: DEAD_LETTERS,
    identities: 'SELECT contact_id AS "contactId", value FROM contact_identity',
    preferences: 'SELECT contact_id AS "contactId", value FROM contact_preference',
    unfinished: UNFINISHED,
    echoing: ECHOING,
  });
  return {
    messages: answers.messages as StoredMessage[],
    statuses: answers.statuses as StoredStatus[],
    accountMarkers: new Set(answers.markers.map((row) => String(row['marker']))),
    deadLetters: answers.deadLetters as StoredDeadLetter[],
    identities: answers.identities as StoredIdentity[],
    preferences: answers.preferences as StoredPreference[],
    unfinished: countsOf(answers.unfinished as Unfinished[]),
    echoing: new Set(answers.echoing.map((row) => String(row['number']))),
  };
}

function countsOf(rows: readonly Unfinished[]): Record<string, number> {
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ what, count }) => [what, count]));
}
