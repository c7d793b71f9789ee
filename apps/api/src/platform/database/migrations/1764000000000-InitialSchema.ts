import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables of one message's path, and the three roles that may touch them.
 *
 * Tenant tables: primary key (tenant_id, id), every unique and foreign key leads with tenant_id, row-level security
 * enabled and forced. System tables belong to no single tenant and are granted to parley_system only.
 */
export class InitialSchema1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TENANT_CONTEXT);
    await runner.query(TENANCY);
    await runner.query(CONTACTS);
    await runner.query(MESSAGES);
    await runner.query(INTAKE);
    for (const table of TENANT_TABLES) await runner.query(isolated(table));
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE quarantine, inbox_event, webhook_delivery, message_status, message, conversation, contact_identity,
        contact, channel_route, channel, tenant;
      DROP TYPE message_state;
      DROP FUNCTION current_tenants();`);
  }
}

const TENANT_TABLES = [
  'channel',
  'contact',
  'contact_identity',
  'conversation',
  'message',
  'message_status',
] as const;

// Stable and in plain SQL, so that the planner inlines it into the index condition.
const TENANT_CONTEXT = `
  CREATE FUNCTION current_tenants() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('parley.tenants', true), '')::uuid[], '{}'::uuid[]) $$;`;

const TENANCY = `
  CREATE TABLE tenant (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{1,40}$'),
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
  ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant_sees_itself ON tenant FOR SELECT TO parley_app USING (id = ANY (current_tenants()));
  CREATE POLICY directory ON tenant FOR ALL TO parley_system USING (true) WITH CHECK (true);

  CREATE TABLE channel (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    provider text NOT NULL,
    account_id text NOT NULL,
    external_id text NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    access_token bytea NOT NULL,
    echo_enabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, external_id)
  );

  -- Which tenant an address of a provider belongs to: the directory that routes what comes in. One address, one tenant.
  CREATE TABLE channel_route (
    provider text NOT NULL,
    external_id text NOT NULL,
    tenant_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    PRIMARY KEY (provider, external_id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id) ON DELETE CASCADE
  );`;

const CONTACTS = `
  CREATE TABLE contact (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
  );

  CREATE TABLE contact_identity (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    scope text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, scope, kind, value),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id) ON DELETE CASCADE
  );
  CREATE INDEX contact_identity_of_contact ON contact_identity (tenant_id, contact_id);

  CREATE TABLE conversation (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    last_message_id uuid,
    last_message_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, channel_id, contact_id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id)
  );
  CREATE INDEX conversation_by_activity ON conversation (tenant_id, last_message_at DESC, id DESC);`;

// The order of message_state is the lattice: a state only ever moves to a later one.
const MESSAGES = `
  CREATE TYPE message_state AS ENUM
    ('received', 'queued', 'sending', 'unknown', 'sent', 'failed', 'delivered', 'read', 'played');

  CREATE TABLE message (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    type text NOT NULL,
    state message_state NOT NULL,
    text text,
    payload jsonb,
    provider_message_id text,
    recipient text,
    idempotency_key text,
    attempts smallint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    claimed_at timestamptz,
    failure_code text,
    failure_reason text,
    occurred_at timestamptz NOT NULL,
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    failed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, channel_id, provider_message_id),
    UNIQUE (tenant_id, idempotency_key),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id),
    FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversation (tenant_id, id),
    CHECK ((direction = 'inbound') = (state = 'received'))
  );
  CREATE INDEX message_of_conversation ON message (tenant_id, conversation_id, occurred_at DESC, id DESC);
  CREATE INDEX message_outbox ON message (next_attempt_at, id) WHERE state = 'queued';
  CREATE INDEX message_in_flight ON message (claimed_at) WHERE state = 'sending';

  CREATE TABLE message_status (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    provider_message_id text NOT NULL,
    status text NOT NULL,
    recipient text NOT NULL,
    callback_id text,
    occurred_at timestamptz NOT NULL,
    failure jsonb,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, channel_id, provider_message_id, status, recipient),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id)
  );`;

const INTAKE = `
  CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    provider text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    body bytea NOT NULL,
    exploded_at timestamptz
  );
  CREATE INDEX webhook_delivery_waiting ON webhook_delivery (id) WHERE exploded_at IS NULL;

  CREATE TABLE inbox_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id uuid NOT NULL,
    ordinal integer NOT NULL,
    tenant_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    contact_id uuid,
    lane smallint NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
    attempts smallint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (delivery_id, ordinal)
  );
  CREATE INDEX inbox_event_pending ON inbox_event (lane, id) WHERE state = 'pending';

  CREATE TABLE quarantine (
    id uuid PRIMARY KEY,
    delivery_id uuid NOT NULL,
    ordinal integer NOT NULL,
    reason text NOT NULL,
    detail text,
    payload jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (delivery_id, ordinal)
  );`;

function isolated(table: (typeof TENANT_TABLES)[number]): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant_isolation ON ${table}
      USING (tenant_id = ANY (current_tenants())) WITH CHECK (tenant_id = ANY (current_tenants()));
    GRANT SELECT, INSERT, UPDATE ON ${table} TO parley_app, parley_system;`;
}

// The outbox policy is all that parley_system may read of a tenant it has not set: that there is something to send.
const GRANTS = `
  GRANT SELECT ON tenant TO parley_app;
  GRANT SELECT, INSERT ON tenant TO parley_system;
  GRANT SELECT, INSERT, UPDATE, DELETE ON channel_route TO parley_system;
  GRANT SELECT, INSERT, UPDATE ON webhook_delivery, inbox_event, quarantine TO parley_system;
  CREATE POLICY outbox ON message FOR SELECT TO parley_system
    USING (direction = 'outbound' AND state IN ('queued', 'sending'));`;
