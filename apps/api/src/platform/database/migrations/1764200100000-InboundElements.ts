import { MigrationInterface, QueryRunner } from 'typeorm';

/** Everything that a webhook can say: people with a history, news of an account, files, and what messages do to messages. */
export class InboundElements1764200100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONTACTS);
    await runner.query(MESSAGES);
    await runner.query(ACCOUNT);
    await runner.query(MEDIA);
    for (const table of TENANT_TABLES) await runner.query(isolated(table));
    await runner.query(MEDIA_TO_FETCH);
    await runner.query(tenantsPolicy('array_position((SELECT current_tenants()), tenant_id) IS NOT NULL'));
  }

  /** What is told of people beyond their names is lost by this. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tenantsPolicy('tenant_id = ANY (current_tenants())'));
    await runner.query(`
      DROP TABLE media, account_event, contact_preference, contact_merge;
      ALTER TABLE message_status DROP COLUMN pricing;
      ALTER TABLE message DROP COLUMN origin, DROP COLUMN author, DROP COLUMN target_provider_message_id,
        DROP COLUMN reply_to_provider_message_id, DROP COLUMN forwarded, DROP COLUMN played_at,
        DROP COLUMN merged_from_conversation_id;
      ALTER TABLE conversation DROP COLUMN merged_into_id;
      DROP INDEX contact_identity_current, contact_identity_by_value;
      DELETE FROM contact_identity WHERE valid_to IS NOT NULL;
      ALTER TABLE contact_identity DROP COLUMN valid_from, DROP COLUMN valid_to, DROP COLUMN source_delivery_id,
        ADD UNIQUE (tenant_id, scope, kind, value);
      ALTER TABLE contact DROP COLUMN name_source, DROP COLUMN name_at, DROP COLUMN username, DROP COLUMN username_at,
        DROP COLUMN merged_into_id;`);
  }
}

const TENANT_TABLES = ['contact_merge', 'contact_preference', 'account_event', 'media'] as const;

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

  -- moved: what went from one contact to the other, so that it can go back. begun_at: of the transaction that found out.
  CREATE TABLE contact_merge (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    from_contact_id uuid NOT NULL,
    into_contact_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('linked', 'same_identity', 'member')),
    source_delivery_id uuid,
    merged_by_name text,
    moved jsonb NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    merged_at timestamptz NOT NULL DEFAULT now(),
    undone_at timestamptz,
    undone_by_name text,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, from_contact_id) REFERENCES contact (tenant_id, id),
    FOREIGN KEY (tenant_id, into_contact_id) REFERENCES contact (tenant_id, id)
  );
  CREATE INDEX contact_merge_of_contact ON contact_merge (tenant_id, into_contact_id);
  CREATE INDEX contact_merge_of_merged ON contact_merge (tenant_id, from_contact_id);

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
  CREATE INDEX conversation_merged ON conversation (tenant_id, merged_into_id) WHERE merged_into_id IS NOT NULL;

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
    claim_id uuid,
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

// See docs/adr/0015: asked once for a statement and not for every row, and no reason for the planner to expect less rows.
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
const MEDIA_TO_FETCH = `
  CREATE POLICY media_to_fetch ON media FOR SELECT TO parley_system USING (state IN ('waiting', 'fetching'));`;
