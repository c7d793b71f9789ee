import pg from 'pg';

const CLAIM = 500;
const CONNECTIONS = 2;

/**
 * What PostgreSQL can do at most with the work of applying: rows of a bare queue claimed with SKIP LOCKED, written into
 * a bare table of messages and marked done, set-wise, in one transaction each. Answers rows a second.
 */
export async function measureReference(db: pg.Pool, rows: number): Promise<number> {
  await db.query(`
    CREATE TABLE bare_queue (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL, element json NOT NULL,
      state smallint NOT NULL DEFAULT 0);
    CREATE INDEX bare_queue_waiting ON bare_queue (id) WHERE state = 0;
    CREATE TABLE bare_message (tenant_id uuid NOT NULL, id uuid NOT NULL, wamid text NOT NULL, payload jsonb NOT NULL,
      PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, wamid));`);
  await db.query(
    `INSERT INTO bare_queue (tenant_id, element)
     SELECT md5((n % 20)::text)::uuid, json_build_object('wamid', 'wamid.' || md5(n::text), 'text', repeat('Hello ', 15))
     FROM generate_series(1, $1) AS n`,
    [rows],
  );
  await db.query('ANALYZE bare_queue');
  const begin = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => workOff(db)));
  const seconds = (performance.now() - begin) / 1000;
  await db.query('DROP TABLE bare_queue, bare_message');
  return rows / seconds;
}

async function workOff(db: pg.Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query(
      `WITH claimed AS (
         SELECT id, tenant_id, element FROM bare_queue WHERE state = 0 ORDER BY id LIMIT ${CLAIM} FOR UPDATE SKIP LOCKED),
       written AS (
         INSERT INTO bare_message SELECT tenant_id, uuidv7(), element ->> 'wamid', element::jsonb FROM claimed
         ON CONFLICT DO NOTHING)
       UPDATE bare_queue SET state = 1 FROM claimed WHERE bare_queue.id = claimed.id`,
    );
    if (!rowCount) return;
  }
}
