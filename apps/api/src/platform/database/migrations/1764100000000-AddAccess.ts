import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People, how they prove who they are, what they may do in a tenant, and the record of what they did.
 *
 * `app_user`, `session`, `recovery_code`, `password_reset`, `set_up_token`, `throttle` and `data_key` belong to no
 * single tenant. A member's name and address can be read by the tenants that they are a member of, and by no other.
 */
export class AddAccess1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PEOPLE);
    await runner.query(MEMBERS);
    await runner.query(PROGRAMS);
    await runner.query(RECORD);
    await runner.query(SECRETS);
    await runner.query(CHANGED_TABLES);
    for (const table of OLDER_TENANT_TABLES) await runner.query(`DROP POLICY tenant_isolation ON ${table};`);
    await runner.query(TENANT_OF_A_REQUEST);
    for (const table of [...OLDER_TENANT_TABLES, ...TENANT_TABLES]) await runner.query(isolated(table));
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE conversation DROP COLUMN assignee_id;
      ALTER TABLE channel DROP COLUMN access_token_key, DROP COLUMN simulated, DROP COLUMN version,
        DROP COLUMN access_token_last_four, DROP COLUMN access_token_fingerprint, DROP COLUMN access_token_set_at;
      DROP POLICY tenant_changes_itself ON tenant;
      ALTER TABLE tenant DROP COLUMN version, DROP COLUMN time_zone, DROP COLUMN language,
        DROP COLUMN checklist_dismissed_at, DROP COLUMN audit_sequence, DROP COLUMN audit_hash,
        DROP COLUMN audit_verified_at, DROP COLUMN audit_broken_at;
      DROP TABLE data_key, idempotency_record, audit_event, api_key, invitation, membership,
        throttle, set_up_token, password_reset, recovery_code, session, app_user;
      DROP FUNCTION data_key_of(bytea);`);
    for (const table of OLDER_TENANT_TABLES) {
      await runner.query(`
        DROP POLICY tenant_isolation ON ${table};
        DROP POLICY tenants_isolation ON ${table};
        CREATE POLICY tenant_isolation ON ${table}
          USING (tenant_id = ANY (current_tenants())) WITH CHECK (tenant_id = ANY (current_tenants()));`);
    }
    await runner.query('DROP FUNCTION current_tenant();');
  }
}

const TENANT_TABLES = ['membership', 'invitation', 'api_key', 'audit_event', 'idempotency_record'] as const;

const OLDER_TENANT_TABLES = [
  'channel',
  'contact',
  'contact_identity',
  'conversation',
  'message',
  'message_status',
] as const;

const PEOPLE = `
  CREATE TABLE app_user (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    -- May create tenants. The person who set the installation up.
    is_operator boolean NOT NULL DEFAULT false,
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    -- The time step of the last code that was accepted: none is accepted twice.
    totp_last_step bigint,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));

  CREATE TABLE session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    -- After a rotation the old token is good for a moment more, for the requests that were on their way.
    previous_token_hash bytea UNIQUE,
    previous_valid_until timestamptz,
    must_rotate boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    -- When the person last proved who they are.
    confirmed_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    address text,
    user_agent text
  );
  CREATE INDEX session_of_user ON session (user_id);

  CREATE TABLE recovery_code (
    user_id uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
  );

  CREATE TABLE password_reset (
    token_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );

  -- At most one: the token that may create the first account.
  CREATE TABLE set_up_token (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );

  -- The shape that rate-limiter-flexible keeps its counters in; keys are hashed.
  CREATE TABLE throttle (
    key varchar(255) PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  );`;

const MEMBERS = `
  CREATE TABLE membership (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES app_user (id),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'agent', 'viewer')),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, user_id)
  );
  CREATE INDEX membership_of_user ON membership (user_id);

  CREATE TABLE invitation (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'agent', 'viewer')),
    token_hash bytea NOT NULL,
    -- Who stands behind it: it is good as long as they may invite to that role.
    invited_by uuid NOT NULL,
    invited_by_name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash)
  );
  CREATE UNIQUE INDEX invitation_waiting ON invitation (tenant_id, lower(email))
    WHERE accepted_at IS NULL AND revoked_at IS NULL;`;

const PROGRAMS = `
  CREATE TABLE api_key (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    name text NOT NULL,
    -- What people recognise it by: parley_live_ and its last four characters.
    prefix text NOT NULL,
    last_four text NOT NULL,
    token_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_by_name text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    last_used_address text,
    revoked_at timestamptz,
    -- The key that this one took the place of.
    rotated_from uuid,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, rotated_from) REFERENCES api_key (tenant_id, id)
  );

  CREATE TABLE idempotency_record (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    -- Who sent the key: two callers may choose the same one.
    caller text NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    request_hash bytea NOT NULL,
    status smallint,
    -- Sealed: an answer may show a secret once.
    response bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, caller, key)
  );
  CREATE INDEX idempotency_record_expiry ON idempotency_record (tenant_id, expires_at);`;

const RECORD = `
  CREATE TABLE audit_event (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    sequence bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'api_key', 'system')),
    actor_id uuid,
    actor_name text NOT NULL,
    action text NOT NULL,
    target_kind text NOT NULL,
    target_id text,
    target_name text,
    address text,
    user_agent text,
    request_id text,
    before jsonb,
    after jsonb,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, sequence)
  );
  CREATE INDEX audit_event_by_time ON audit_event (tenant_id, occurred_at DESC, id DESC);
  CREATE INDEX audit_event_by_action ON audit_event (tenant_id, action, occurred_at DESC, id DESC);
  CREATE INDEX audit_event_by_actor ON audit_event (tenant_id, actor_id, occurred_at DESC, id DESC);`;

const SECRETS = `
  -- The key that a tenant's secrets are sealed with (no tenant: those of accounts), wrapped by ENCRYPTION_KEY.
  CREATE TABLE data_key (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES tenant (id),
    wrapped bytea NOT NULL,
    wrapped_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz,
    UNIQUE (tenant_id, id)
  );
  CREATE UNIQUE INDEX data_key_in_use ON data_key (tenant_id) NULLS NOT DISTINCT WHERE retired_at IS NULL;

  -- Which key a sealed value needs, so that no key can be deleted while anything needs it, and none is used after.
  CREATE FUNCTION data_key_of(sealed bytea) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN length(sealed) > 17
      THEN CASE WHEN get_byte(sealed, 0) = 1 THEN encode(substring(sealed FROM 2 FOR 16), 'hex')::uuid END
    END $$;
  ALTER TABLE app_user
    ADD COLUMN totp_secret_key uuid GENERATED ALWAYS AS (data_key_of(totp_secret)) STORED,
    ADD FOREIGN KEY (totp_secret_key) REFERENCES data_key (id);
  ALTER TABLE idempotency_record
    ADD COLUMN response_key uuid GENERATED ALWAYS AS (data_key_of(response)) STORED,
    ADD FOREIGN KEY (tenant_id, response_key) REFERENCES data_key (tenant_id, id);
  -- Not valid for tokens from before there were data keys: they are sealed otherwise, and replaced when they are set again.
  ALTER TABLE channel
    ADD COLUMN access_token_key uuid GENERATED ALWAYS AS (data_key_of(access_token)) STORED,
    ADD FOREIGN KEY (tenant_id, access_token_key) REFERENCES data_key (tenant_id, id) NOT VALID;`;

const CHANGED_TABLES = `
  ALTER TABLE tenant
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
    ADD COLUMN language text NOT NULL DEFAULT 'en',
    ADD COLUMN checklist_dismissed_at timestamptz,
    -- Where the record ends: how many events it has, and the hash of the last. So an end that was cut off is missed.
    ADD COLUMN audit_sequence bigint NOT NULL DEFAULT 0,
    ADD COLUMN audit_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    ADD COLUMN audit_verified_at timestamptz,
    -- The sequence number of the first event that the chain does not hold for; null while it is intact.
    ADD COLUMN audit_broken_at bigint;
  CREATE POLICY tenant_changes_itself ON tenant FOR UPDATE TO parley_app
    USING (id = ANY (current_tenants())) WITH CHECK (id = ANY (current_tenants()));

  ALTER TABLE channel
    ADD COLUMN simulated boolean NOT NULL DEFAULT false,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN access_token_last_four text,
    ADD COLUMN access_token_fingerprint text,
    ADD COLUMN access_token_set_at timestamptz;

  -- A member who leaves keeps no conversation.
  ALTER TABLE conversation
    ADD COLUMN assignee_id uuid,
    ADD FOREIGN KEY (tenant_id, assignee_id) REFERENCES membership (tenant_id, id) ON DELETE SET NULL (assignee_id);
  CREATE INDEX conversation_of_assignee ON conversation (tenant_id, assignee_id, last_message_at DESC, id DESC);`;

// An array would be taken for one more condition beside the query's own, its rows for a tenth of what they are, and a
// page of a conversation list would be sorted out of all of them. This equals what the query says, and costs nothing.
const TENANT_OF_A_REQUEST = `
  CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT (current_tenants())[1] $$;`;

/** Requests have one tenant; parley_system may set several at once. */
function isolated(table: (typeof TENANT_TABLES | typeof OLDER_TENANT_TABLES)[number]): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant_isolation ON ${table} TO parley_app
      USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
    CREATE POLICY tenants_isolation ON ${table} TO parley_system
      USING (tenant_id = ANY (current_tenants())) WITH CHECK (tenant_id = ANY (current_tenants()));
    GRANT SELECT, INSERT ON ${table} TO parley_app, parley_system;`;
}

// The record is append-only: nobody who serves may change or delete a row of it.
const GRANTS = `
  -- A hardened database, or a schema made anew, lets nobody in by itself.
  DO $$ BEGIN
    IF NOT (has_schema_privilege('parley_app', 'public', 'USAGE') AND has_schema_privilege('parley_system', 'public', 'USAGE'))
    THEN GRANT USAGE ON SCHEMA public TO parley_app, parley_system;
    END IF;
  END $$;

  GRANT UPDATE ON invitation, api_key, idempotency_record TO parley_app, parley_system;
  GRANT DELETE ON idempotency_record TO parley_app, parley_system;
  -- Retention sweeps over all tenants, and sees nothing but what has expired.
  CREATE POLICY retention ON idempotency_record FOR ALL TO parley_system
    USING (expires_at <= now()) WITH CHECK (false);
  GRANT UPDATE, DELETE ON membership TO parley_system;
  GRANT UPDATE (name, time_zone, language, version, checklist_dismissed_at, audit_sequence, audit_hash)
    ON tenant TO parley_app;
  GRANT UPDATE ON tenant TO parley_system;
  GRANT SELECT, INSERT, UPDATE, DELETE
    ON app_user, session, recovery_code, password_reset, set_up_token, throttle, data_key TO parley_system;

  -- Which tenants a person is a member of: the way in asks before there is a tenant.
  CREATE POLICY directory ON membership FOR SELECT TO parley_system USING (true);

  ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
  CREATE POLICY accounts ON app_user FOR ALL TO parley_system USING (true) WITH CHECK (true);
  CREATE POLICY members_of_the_tenant ON app_user FOR SELECT TO parley_app
    USING (EXISTS (SELECT 1 FROM membership WHERE tenant_id = current_tenant() AND user_id = app_user.id));
  GRANT SELECT (id, email, name, totp_confirmed_at) ON app_user TO parley_app;`;
