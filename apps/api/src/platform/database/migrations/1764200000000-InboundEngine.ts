import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the inbound engine stands on: deliveries and events by day, so that a day is dropped and never deleted row by
 * row; lanes; dead letters and replays.
 *
 * Deliveries that were not worked off to the end are exploded again: applying is idempotent.
 */
export class InboundEngine1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DAYS);
    await runner.query(INTAKE);
    await runner.query(OLDER_DELIVERIES);
    await runner.query(ROUTES);
    await runner.query(GRANTS);
  }

  /** What was set aside is lost by this. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(OLDER_INTAKE);
    await runner.query(`
      DROP TABLE replay, dead_letter, lane;
      DROP FUNCTION make_days(integer), drop_days(integer), first_id_of(date);
      DROP SCHEMA day CASCADE;
      DROP INDEX channel_route_of_account;
      ALTER TABLE channel_route DROP COLUMN account_id, DROP COLUMN address;`);
  }
}

// A partition for each day, in a schema of their own: who serves reaches them through the parent alone. Making and
// dropping them takes the owner, hence the two functions, which take a number of days and nothing else.
const DAYS = `
  CREATE SCHEMA day;

  -- The smallest UUIDv7 of that day.
  CREATE FUNCTION first_id_of(day date) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (left(hex, 8) || '-' || right(hex, 4) || '-0000-0000-000000000000')::uuid
    FROM (SELECT lpad(to_hex(extract(epoch FROM day::timestamp)::bigint * 1000), 12, '0')) AS milliseconds (hex) $$;

  -- From yesterday on; a day that is there already, or whose rows came before it and lie in the default one, is passed.
  -- Made apart and attached, so that nobody who writes has to wait. Vacuumed often: most rows die once, when worked off.
  CREATE FUNCTION make_days(ahead integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public SET lock_timeout = '200ms' AS $$
  DECLARE
    today date := (now() AT TIME ZONE 'utc')::date;
    one record;
  BEGIN
    FOR one IN
      SELECT parent, format('%s_%s', parent, to_char(day, 'YYYYMMDD')) AS name,
        CASE parent WHEN 'inbox_event' THEN day::text ELSE public.first_id_of(day)::text END AS first,
        CASE parent WHEN 'inbox_event' THEN (day + 1)::text ELSE public.first_id_of(day + 1)::text END AS next
      FROM generate_series(-1, least(ahead, 60)) AS n, LATERAL (SELECT today + n AS day) AS days,
        unnest(ARRAY['webhook_delivery', 'inbox_event']) AS parent
      WHERE to_regclass(format('day.%s_%s', parent, to_char(day, 'YYYYMMDD'))) IS NULL
    LOOP
      BEGIN
        EXECUTE format('CREATE TABLE day.%I (LIKE public.%I INCLUDING ALL)
          WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000)', one.name, one.parent);
        EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION day.%I FOR VALUES FROM (%L) TO (%L)',
          one.parent, one.name, one.first, one.next);
      EXCEPTION WHEN check_violation THEN NULL;
      END;
    END LOOP;
  END $$;

  -- The oldest table of a day before the last so many that holds no work any more; answers whether there was one, as 1 or
  -- 0. One at a time: until the end of the transaction nobody can touch any other day either. Asked for by the index of
  -- what waits, since a day may take longer to read than a statement may; and once more when nobody writes there any more.
  CREATE FUNCTION drop_days(keep integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public SET lock_timeout = '200ms' SET enable_seqscan = off SET enable_bitmapscan = off AS $$
  DECLARE
    first_kept text := to_char((now() AT TIME ZONE 'utc')::date - greatest(keep, 1), 'YYYYMMDD');
    one record;
    work text;
    has_work boolean;
  BEGIN
    FOR one IN SELECT relname, relname LIKE 'webhook_delivery%' AS is_delivery FROM pg_class
      WHERE relnamespace = 'day'::regnamespace AND relkind = 'r' AND right(relname, 8) ~ '^[0-9]{8}$'
        AND right(relname, 8) < first_kept ORDER BY relname
    LOOP
      work := format(CASE WHEN one.is_delivery THEN 'SELECT EXISTS (SELECT 1 FROM day.%1$I WHERE exploded_at IS NULL)'
        ELSE $q$SELECT EXISTS (SELECT 1 FROM day.%1$I WHERE state = 'pending')
          OR EXISTS (SELECT 1 FROM day.%1$I WHERE state = 'retrying')$q$ END, one.relname);
      EXECUTE work INTO has_work;
      CONTINUE WHEN has_work;
      EXECUTE format('LOCK TABLE day.%I IN SHARE ROW EXCLUSIVE MODE', one.relname);
      EXECUTE work INTO has_work;
      CONTINUE WHEN has_work;
      EXECUTE format('DROP TABLE day.%I', one.relname);
      RETURN 1;
    END LOOP;
    RETURN 0;
  END $$;

  REVOKE ALL ON FUNCTION make_days(integer), drop_days(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION make_days(integer), drop_days(integer) TO parley_system;`;

const INTAKE = `
  ALTER TABLE webhook_delivery RENAME TO older_delivery;
  ALTER INDEX webhook_delivery_pkey RENAME TO older_delivery_pkey;
  ALTER INDEX webhook_delivery_waiting RENAME TO older_delivery_waiting;

  -- By day of its UUIDv7. account_id: all of it is of that account of the provider; null where that is not certain.
  -- signed_with: which app secret, by the beginning of its SHA-256. source: the sender's address.
  CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    provider text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id text,
    signed_with text,
    source text,
    body bytea NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    exploded_at timestamptz
  ) PARTITION BY RANGE (id);
  CREATE INDEX webhook_delivery_waiting ON webhook_delivery (id) WHERE exploded_at IS NULL;
  CREATE INDEX webhook_delivery_turn ON webhook_delivery (account_id, id) WHERE exploded_at IS NULL;
  CREATE TABLE day.webhook_delivery_other PARTITION OF webhook_delivery DEFAULT;

  -- What came of one element of a delivery. Ids are in the order of receipt. order_key: what must stay in order.
  CREATE SEQUENCE inbox_event_order;
  ALTER TABLE inbox_event RENAME TO older_event;
  ALTER INDEX inbox_event_pkey RENAME TO older_event_pkey;
  ALTER INDEX inbox_event_pending RENAME TO older_event_pending;
  CREATE TABLE inbox_event (
    day date NOT NULL DEFAULT (now() AT TIME ZONE 'utc')::date,
    id bigint NOT NULL DEFAULT nextval('inbox_event_order'),
    delivery_id uuid NOT NULL,
    ordinal integer NOT NULL,
    provider text NOT NULL,
    tenant_id uuid NOT NULL,
    channel_id uuid,
    contact_id uuid,
    lane smallint NOT NULL,
    order_key text NOT NULL,
    kind text NOT NULL,
    element json NOT NULL,
    received_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'retrying', 'done', 'dead')),
    attempts smallint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error text,
    applied_at timestamptz,
    PRIMARY KEY (day, id)
  ) PARTITION BY RANGE (day);
  CREATE INDEX inbox_event_pending ON inbox_event (lane, tenant_id, id) WHERE state = 'pending';
  CREATE INDEX inbox_event_retrying ON inbox_event (lane, tenant_id, order_key) WHERE state = 'retrying';
  CREATE INDEX inbox_event_of_delivery ON inbox_event (delivery_id, ordinal);
  CREATE INDEX inbox_event_applied ON inbox_event (applied_at) WHERE applied_at IS NOT NULL;
  CREATE TABLE day.inbox_event_other PARTITION OF inbox_event DEFAULT;

  -- Attempts at a lane that nobody has finished: more than one means that its worker died or failed in the middle.
  -- Lane -1 is the exploding step.
  CREATE TABLE lane (
    lane smallint PRIMARY KEY,
    attempts smallint NOT NULL DEFAULT 0,
    started_at timestamptz
  ) WITH (fillfactor = 50);
  INSERT INTO lane (lane) SELECT n FROM generate_series(-1, 63) AS n;

  -- What could not be read, routed or applied, with all that is needed to try it again. ordinal -1: the whole delivery.
  CREATE TABLE dead_letter (
    id uuid PRIMARY KEY,
    provider text NOT NULL,
    delivery_id uuid NOT NULL,
    ordinal integer NOT NULL,
    stage text NOT NULL CHECK (stage IN ('explode', 'route', 'apply')),
    reason text NOT NULL,
    detail text,
    tenant_id uuid,
    channel_id uuid,
    element json,
    body bytea,
    received_at timestamptz NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'replaying', 'replayed', 'discarded')),
    note text,
    replay_id uuid,
    replay_attempts smallint NOT NULL DEFAULT 0,
    resolved_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (delivery_id, ordinal)
  );
  CREATE INDEX dead_letter_waiting ON dead_letter (stage, reason, id) WHERE state = 'waiting';
  CREATE INDEX dead_letter_of_replay ON dead_letter (replay_id, replay_attempts, delivery_id, ordinal)
    WHERE state = 'replaying';
  CREATE INDEX dead_letter_open ON dead_letter (delivery_id) WHERE state IN ('waiting', 'replaying');
  CREATE INDEX dead_letter_by_state ON dead_letter (state, id);
  CREATE INDEX dead_letter_resolved ON dead_letter (resolved_at) WHERE resolved_at IS NOT NULL;

  -- Dead letters that somebody had tried again, or discarded: the record of who did. next_letter_at: what paces it.
  CREATE TABLE replay (
    id uuid PRIMARY KEY,
    action text NOT NULL CHECK (action IN ('replay', 'discard')),
    requested_by uuid,
    requested_by_name text NOT NULL,
    filter json NOT NULL,
    note text,
    rate_per_second integer NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    next_letter_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
  );
  CREATE INDEX replay_running ON replay (next_letter_at) WHERE finished_at IS NULL;`;

const OLDER_DELIVERIES = `
  UPDATE older_delivery SET exploded_at = NULL WHERE id IN (
    SELECT delivery_id FROM older_event WHERE state <> 'done' UNION SELECT delivery_id FROM quarantine);
  INSERT INTO webhook_delivery (id, provider, received_at, body, exploded_at)
    SELECT id, provider, received_at, body, exploded_at FROM older_delivery;
  DROP TABLE older_delivery, older_event, quarantine;
  SELECT make_days(7);`;

// The directory also says which account an address is in, and how people read it: some news names no more than these.
// The owner of the tables sees no row of a tenant while it is held to the policies.
const ROUTES = `
  ALTER TABLE channel_route ADD COLUMN account_id text, ADD COLUMN address text;
  ALTER TABLE channel NO FORCE ROW LEVEL SECURITY;
  UPDATE channel_route SET account_id = channel.account_id, address = regexp_replace(channel.address, '\\D', '', 'g')
    FROM channel WHERE channel.tenant_id = channel_route.tenant_id AND channel.id = channel_route.channel_id;
  ALTER TABLE channel FORCE ROW LEVEL SECURITY;
  ALTER TABLE channel_route ALTER COLUMN account_id SET NOT NULL, ALTER COLUMN address SET NOT NULL;
  CREATE INDEX channel_route_of_account ON channel_route (provider, account_id);`;

const GRANTS = `
  GRANT SELECT, INSERT, UPDATE ON webhook_delivery, inbox_event, dead_letter, replay TO parley_system;
  GRANT DELETE ON webhook_delivery, inbox_event, dead_letter TO parley_system;
  GRANT SELECT, UPDATE ON lane TO parley_system;
  GRANT USAGE ON SEQUENCE inbox_event_order TO parley_system;`;

const OLDER_INTAKE = `
  ALTER TABLE webhook_delivery RENAME TO newer_delivery;
  ALTER TABLE inbox_event RENAME TO newer_event;
  ALTER INDEX webhook_delivery_pkey RENAME TO newer_delivery_pkey;
  ALTER INDEX inbox_event_pkey RENAME TO newer_event_pkey;
  ALTER INDEX webhook_delivery_waiting RENAME TO newer_delivery_waiting;
  ALTER INDEX inbox_event_pending RENAME TO newer_event_pending;
  CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY, provider text NOT NULL, received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    body bytea NOT NULL, exploded_at timestamptz);
  CREATE INDEX webhook_delivery_waiting ON webhook_delivery (id) WHERE exploded_at IS NULL;
  CREATE TABLE inbox_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, delivery_id uuid NOT NULL, ordinal integer NOT NULL,
    tenant_id uuid NOT NULL, channel_id uuid NOT NULL, contact_id uuid, lane smallint NOT NULL, kind text NOT NULL,
    payload jsonb NOT NULL, received_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
    attempts smallint NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL DEFAULT now(), last_error text,
    created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (delivery_id, ordinal));
  CREATE INDEX inbox_event_pending ON inbox_event (lane, id) WHERE state = 'pending';
  CREATE TABLE quarantine (
    id uuid PRIMARY KEY, delivery_id uuid NOT NULL, ordinal integer NOT NULL, reason text NOT NULL, detail text,
    payload jsonb, created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (delivery_id, ordinal));
  GRANT SELECT, INSERT, UPDATE ON webhook_delivery, inbox_event, quarantine TO parley_system;
  INSERT INTO webhook_delivery (id, provider, received_at, body, exploded_at)
    SELECT id, provider, received_at, body,
      CASE WHEN id IN (SELECT delivery_id FROM newer_event WHERE state <> 'done') THEN NULL ELSE exploded_at END
    FROM newer_delivery;
  DROP TABLE newer_delivery, newer_event;
  DROP SEQUENCE inbox_event_order;`;
