import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the inbound engine stands on: deliveries and events by day, so that a day is dropped and never deleted row by
 * row; dead letters and replays; identities with a history; everything a webhook can say.
 *
 * Deliveries that were not worked off to the end are exploded again: applying is idempotent.
 */
export class InboundEngine1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DAYS);
    await runner.query(INTAKE);
    await runner.query(OLDER_DELIVERIES);
    await runner.query(ROUTES);
    await runner.query(CONTACTS);
    await runner.query(MESSAGES);
    await runner.query(ACCOUNT);
    await runner.query(MEDIA);
    for (const table of TENANT_TABLES) await runner.query(isolated(table));
    await runner.query(GRANTS);
    await runner.query(tenantsPolicy('tenant_id = ANY ((SELECT current_tenants())::uuid[])'));
  }

  /** What was set aside and what is told of people beyond their names is lost by this. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(OLDER_INTAKE);
    await runner.query(tenantsPolicy('tenant_id = ANY (current_tenants())'));
    await runner.query(`
      DROP TABLE media, account_event, contact_preference, contact_merge, replay, dead_letter, lane;
      DROP FUNCTION make_days(integer), drop_days(integer), first_id_of(date);
      DROP SCHEMA day CASCADE;
      DROP INDEX channel_route_of_account;
      ALTER TABLE channel_route DROP COLUMN account_id, DROP COLUMN address;
      ALTER TABLE message_status DROP COLUMN pricing;
      ALTER TABLE message DROP COLUMN origin, DROP COLUMN author, DROP COLUMN target_provider_message_id,
        DROP COLUMN reply_to_provider_message_id, DROP COLUMN forwarded, DROP COLUMN played_at,
        DROP COLUMN merged_from_conversation_id;
      ALTER TABLE conversation DROP COLUMN merged_into_id;
      DROP INDEX contact_identity_current;
      DELETE FROM contact_identity WHERE valid_to IS NOT NULL;
      ALTER TABLE contact_identity DROP COLUMN valid_from, DROP COLUMN valid_to, DROP COLUMN source_delivery_id,
        ADD UNIQUE (tenant_id, scope, kind, value);
      ALTER TABLE contact DROP COLUMN name_source, DROP COLUMN name_at, DROP COLUMN username, DROP COLUMN username_at,
        DROP COLUMN merged_into_id;`);
  }
}

const TENANT_TABLES = ['contact_merge', 'contact_preference', 'account_event', 'media'] as const;

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

  -- The days before the last so many that hold no work any more; answers how many tables went.
  CREATE FUNCTION drop_days(keep integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public SET lock_timeout = '200ms' AS $$
  DECLARE
    first_kept text := to_char((now() AT TIME ZONE 'utc')::date - greatest(keep, 1), 'YYYYMMDD');
    one record;
    has_work boolean;
    dropped integer := 0;
  BEGIN
    FOR one IN SELECT relname, relname LIKE 'webhook_delivery%' AS is_delivery FROM pg_class
      WHERE relnamespace = 'day'::regnamespace AND relkind = 'r' AND right(relname, 8) ~ '^[0-9]{8}$'
        AND right(relname, 8) < first_kept ORDER BY relname
    LOOP
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM day.%I WHERE %s)', one.relname,
        CASE WHEN one.is_delivery THEN 'exploded_at IS NULL' ELSE $q$state IN ('pending', 'retrying')$q$ END) INTO has_work;
      IF NOT has_work THEN
        EXECUTE format('DROP TABLE day.%I', one.relname);
        dropped := dropped + 1;
      END IF;
    END LOOP;
    RETURN dropped;
  END $$;

  REVOKE ALL ON FUNCTION make_days(integer), drop_days(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION make_days(integer), drop_days(integer) TO parley_system;`;

const INTAKE = `
  ALTER TABLE webhook_delivery RENAME TO older_delivery;
  ALTER INDEX webhook_delivery_pkey RENAME TO older_delivery_pkey;
  ALTER INDEX webhook_delivery_waiting RENAME TO older_delivery_waiting;

  -- By day of its UUIDv7. signed_with: which app secret, by the beginning of its SHA-256. source: the sender's address.
  CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    provider text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    signed_with text,
    source text,
    body bytea NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    exploded_at timestamptz
  ) PARTITION BY RANGE (id);
  CREATE INDEX webhook_delivery_waiting ON webhook_delivery (id) WHERE exploded_at IS NULL;
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

const CONTACTS = `
  ALTER TABLE contact
    ADD COLUMN name_source text NOT NULL DEFAULT 'profile' CHECK (name_source IN ('identity', 'profile', 'address_book', 'member')),
    ADD COLUMN name_at timestamptz,
    ADD COLUMN username text,
    ADD COLUMN username_at timestamptz,
    ADD COLUMN merged_into_id uuid,
    ADD FOREIGN KEY (tenant_id, merged_into_id) REFERENCES contact (tenant_id, id);

  ALTER TABLE contact_identity
    DROP CONSTRAINT contact_identity_tenant_id_scope_kind_value_key,
    ADD COLUMN valid_from timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN valid_to timestamptz,
    ADD COLUMN source_delivery_id uuid;
  CREATE UNIQUE INDEX contact_identity_current ON contact_identity (tenant_id, scope, kind, value) WHERE valid_to IS NULL;
  CREATE INDEX contact_identity_by_value ON contact_identity (tenant_id, kind, value);

  -- moved: what went from one contact to the other, so that it can go back.
  CREATE TABLE contact_merge (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    from_contact_id uuid NOT NULL,
    into_contact_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('linked', 'same_identity', 'member')),
    source_delivery_id uuid,
    merged_by_name text,
    moved jsonb NOT NULL,
    merged_at timestamptz NOT NULL DEFAULT now(),
    undone_at timestamptz,
    undone_by_name text,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, from_contact_id) REFERENCES contact (tenant_id, id),
    FOREIGN KEY (tenant_id, into_contact_id) REFERENCES contact (tenant_id, id)
  );
  CREATE INDEX contact_merge_of_contact ON contact_merge (tenant_id, into_contact_id);

  -- What a person allows: the latest word counts.
  CREATE TABLE contact_preference (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    category text NOT NULL,
    value text NOT NULL,
    detail text,
    occurred_at timestamptz NOT NULL,
    payload jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, contact_id, channel_id, category),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id)
  );`;

// origin: live (as it happened), history and echo (from the business's own app), standby (another app answers).
const MESSAGES = `
  ALTER TABLE conversation
    ADD COLUMN merged_into_id uuid,
    ADD FOREIGN KEY (tenant_id, merged_into_id) REFERENCES conversation (tenant_id, id);

  ALTER TABLE message
    ADD COLUMN origin text NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'history', 'echo', 'standby')),
    ADD COLUMN author jsonb,
    ADD COLUMN target_provider_message_id text,
    ADD COLUMN reply_to_provider_message_id text,
    ADD COLUMN forwarded text CHECK (forwarded IN ('once', 'often')),
    ADD COLUMN played_at timestamptz,
    ADD COLUMN merged_from_conversation_id uuid;
  CREATE INDEX message_about_message ON message (tenant_id, channel_id, target_provider_message_id)
    WHERE target_provider_message_id IS NOT NULL;
  CREATE INDEX message_merged ON message (tenant_id, merged_from_conversation_id)
    WHERE merged_from_conversation_id IS NOT NULL;

  ALTER TABLE message_status ADD COLUMN pricing jsonb;`;

const ACCOUNT = `
  -- What the provider says of the account: templates, quality, limits, security. digest: of what makes it the same event.
  CREATE TABLE account_event (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    provider text NOT NULL,
    account_id text NOT NULL,
    channel_id uuid,
    field text NOT NULL,
    event text,
    subject text,
    occurred_at timestamptz NOT NULL,
    payload jsonb NOT NULL,
    digest bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, account_id, digest),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id)
  );
  CREATE INDEX account_event_by_time ON account_event (tenant_id, occurred_at DESC, id DESC);`;

const MEDIA = `
  CREATE TABLE media (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    message_id uuid NOT NULL,
    provider_media_id text NOT NULL,
    kind text NOT NULL,
    declared_mime_type text,
    declared_sha256 text,
    file_name text,
    url text,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fetching', 'stored', 'failed')),
    attempts smallint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    claimed_at timestamptz,
    mime_type text,
    byte_size bigint,
    sha256 bytea,
    storage_key text,
    failure_code text,
    failure_reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    stored_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, message_id, provider_media_id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES message (tenant_id, id)
  );
  CREATE INDEX media_waiting ON media (tenant_id, next_attempt_at, id) WHERE state = 'waiting';
  CREATE INDEX media_fetching ON media (claimed_at) WHERE state = 'fetching';
  CREATE INDEX media_failed ON media (tenant_id) WHERE state = 'failed';`;

function isolated(table: (typeof TENANT_TABLES)[number]): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant_isolation ON ${table} TO parley_app
      USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
    CREATE POLICY tenants_isolation ON ${table} TO parley_system
      USING (tenant_id = ANY (current_tenants())) WITH CHECK (tenant_id = ANY (current_tenants()));
    GRANT SELECT, INSERT, UPDATE ON ${table} TO parley_app, parley_system;`;
}

// A sub-select, since that is asked once for a statement. Without it the list of tenants is read from its setting again
// for every row: 20 microseconds each with ten tenants, and workers read and write hundreds of rows at once.
function tenantsPolicy(condition: string): string {
  return `
    DO $$
    DECLARE one record;
    BEGIN
      FOR one IN SELECT tablename FROM pg_policies WHERE policyname = 'tenants_isolation' AND schemaname = 'public' LOOP
        EXECUTE format('ALTER POLICY tenants_isolation ON %I USING (${condition}) WITH CHECK (${condition})', one.tablename);
      END LOOP;
    END $$;`;
}

// Which tenants have media to fetch is all that parley_system may read of a tenant it has not set.
const GRANTS = `
  GRANT SELECT, INSERT, UPDATE ON webhook_delivery, inbox_event, dead_letter, replay TO parley_system;
  GRANT DELETE ON webhook_delivery, inbox_event, dead_letter TO parley_system;
  GRANT SELECT, UPDATE ON lane TO parley_system;
  GRANT USAGE ON SEQUENCE inbox_event_order TO parley_system;
  CREATE POLICY media_to_fetch ON media FOR SELECT TO parley_system USING (state IN ('waiting', 'fetching'));`;

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
