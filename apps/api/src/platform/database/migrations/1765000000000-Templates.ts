import { MigrationInterface, QueryRunner } from 'typeorm';

/** Message templates: what a business writes, what the provider has, and what became of them. */
export class Templates1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TEMPLATE);
    await runner.query(HISTORY);
    await runner.query(SYNC);
    await runner.query(MESSAGES);
    for (const table of TENANT_TABLES) await runner.query(isolated(table));
    await runner.query(GRANTS);
  }

  /** Drafts are lost by this; what was submitted is at the provider. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE template_sync, template_history, template;
      DROP INDEX message_of_template, message_template_waiting;
      ALTER TABLE message DROP COLUMN template;`);
  }
}

const TENANT_TABLES = ['template', 'template_history', 'template_sync'] as const;

// key: what messages call it. components: ours; submitted_components: as they were last handed in; provider_components: as
// the provider has them. heard: how often the provider told of it, so that an answer is not taken for newer than the news
// that came while it was asked for.
const TEMPLATE = `
  CREATE TABLE template (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    provider text NOT NULL,
    account_id text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    key text NOT NULL,
    external_id text,
    category text NOT NULL CHECK (category IN ('marketing', 'utility', 'authentication')),
    previous_category text,
    correct_category text,
    parameter_format text NOT NULL CHECK (parameter_format IN ('positional', 'named')),
    ttl_seconds integer,
    components jsonb NOT NULL,
    submitted_components jsonb,
    submitted_ttl_seconds integer,
    provider_components jsonb,
    drift_seen_at timestamptz,
    status text NOT NULL DEFAULT 'draft',
    status_at timestamptz,
    quality text,
    quality_at timestamptz,
    category_at timestamptz,
    rejection_reason text,
    recommendation text,
    pause_reason text,
    paused_until timestamptz,
    heard integer NOT NULL DEFAULT 0,
    version integer NOT NULL DEFAULT 1,
    submitted_at timestamptz,
    synced_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, account_id, key),
    FOREIGN KEY (tenant_id) REFERENCES tenant (id)
  );
  CREATE INDEX template_by_external_id ON template (tenant_id, provider, account_id, external_id)
    WHERE external_id IS NOT NULL;
  CREATE INDEX template_latest ON template (tenant_id, updated_at DESC, id DESC);`;

// Who: null for the provider. No foreign key to people, as in the audit trail.
const HISTORY = `
  CREATE TABLE template_history (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    template_id uuid NOT NULL,
    kind text NOT NULL,
    before text,
    after text,
    reason text,
    by_name text,
    occurred_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, template_id) REFERENCES template (tenant_id, id)
  );
  CREATE INDEX template_history_latest ON template_history (tenant_id, template_id, id DESC);`;

// due_at: when the account is to be asked for its templates.
const SYNC = `
  CREATE TABLE template_sync (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    provider text NOT NULL,
    account_id text NOT NULL,
    due_at timestamptz,
    synced_at timestamptz,
    failures integer NOT NULL DEFAULT 0,
    failure_code text,
    failure_reason text,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, account_id),
    FOREIGN KEY (tenant_id) REFERENCES tenant (id)
  );
  CREATE INDEX template_sync_due ON template_sync (due_at) WHERE due_at IS NOT NULL;`;

const MESSAGES = `
  ALTER TABLE message ADD COLUMN template text;
  CREATE INDEX message_of_template ON message (tenant_id, template, occurred_at DESC) WHERE template IS NOT NULL;
  CREATE INDEX message_template_waiting ON message (tenant_id, template) WHERE template IS NOT NULL AND state = 'queued';`;

function isolated(table: (typeof TENANT_TABLES)[number]): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant_isolation ON ${table} TO parley_app
      USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
    CREATE POLICY tenants_isolation ON ${table} TO parley_system
      USING (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL)
      WITH CHECK (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL);`;
}

const GRANTS = `
  CREATE POLICY due_syncs ON template_sync FOR SELECT TO parley_system USING (due_at IS NOT NULL);
  GRANT SELECT, INSERT, UPDATE ON template TO parley_app, parley_system;
  GRANT SELECT, INSERT ON template_history TO parley_app, parley_system;
  GRANT SELECT, INSERT, UPDATE ON template_sync TO parley_app, parley_system;`;
