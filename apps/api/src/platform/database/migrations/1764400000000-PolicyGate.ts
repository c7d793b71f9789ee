import { MigrationInterface, QueryRunner } from 'typeorm';

/** What decides whether a message may go out: what people allow, what the tenant wants, whom the account has written to. */
export class PolicyGate1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONSENT);
    await runner.query(TENANT);
    await runner.query(MESSAGES);
    for (const table of TENANT_TABLES) await runner.query(isolated(table));
    await runner.query(GRANTS);
  }

  /** Who asked for no more messages is lost by this, but for what the provider told of marketing. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE contact_consent, sending_policy, begun_contact;
      DROP INDEX account_event_of_field, message_from_advert, message_marketing;
      ALTER TABLE message DROP COLUMN category, DROP COLUMN from_advert;`);
  }
}

const TENANT_TABLES = ['contact_consent', 'sending_policy', 'begun_contact'] as const;

// What people said of being written to: the latest of each topic counts, the stricter of two of one moment. said_by: who
// it was of before contacts were merged. The owner of the tables sees no row of a tenant while it is held to the policies.
const CONSENT = `
  CREATE TABLE contact_consent (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    said_by uuid NOT NULL,
    topic text NOT NULL CHECK (topic IN ('all', 'marketing')),
    allowed boolean NOT NULL,
    source text NOT NULL CHECK (source IN ('word', 'preference', 'refusal', 'member', 'merge')),
    message_id uuid,
    set_by_name text,
    occurred_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, said_by, topic, source, occurred_at, allowed),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id),
    FOREIGN KEY (tenant_id, said_by) REFERENCES contact (tenant_id, id)
  );
  CREATE INDEX contact_consent_latest ON contact_consent (tenant_id, contact_id, topic, occurred_at DESC, allowed);

  ALTER TABLE contact_preference NO FORCE ROW LEVEL SECURITY;
  INSERT INTO contact_consent (tenant_id, id, contact_id, said_by, topic, allowed, source, occurred_at)
    SELECT DISTINCT ON (tenant_id, contact_id, value, occurred_at)
      tenant_id, id, contact_id, contact_id, 'marketing', value <> 'stop', 'preference', occurred_at
    FROM contact_preference WHERE category = 'marketing_messages' AND value IN ('stop', 'resume');
  ALTER TABLE contact_preference FORCE ROW LEVEL SECURITY;`;

// Minutes since midnight; from > to: over midnight. begun_contact: when each person was last written to without having
// written before, by any number of the account.
const TENANT = `
  CREATE TABLE sending_policy (
    tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
    quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_to smallint CHECK (quiet_to BETWEEN 0 AND 1439),
    time_zone text,
    marketing_limit smallint CHECK (marketing_limit BETWEEN 1 AND 100),
    marketing_days smallint NOT NULL DEFAULT 7 CHECK (marketing_days BETWEEN 1 AND 90),
    version integer NOT NULL DEFAULT 1,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from IS DISTINCT FROM coalesce(quiet_to, -1))
  );

  CREATE TABLE begun_contact (
    tenant_id uuid NOT NULL,
    provider text NOT NULL,
    account_id text NOT NULL,
    contact_id uuid NOT NULL,
    begun_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, provider, account_id, contact_id),
    FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id)
  );
  CREATE INDEX begun_contact_by_time ON begun_contact (tenant_id, provider, account_id, begun_at);

  CREATE INDEX account_event_of_field ON account_event (tenant_id, provider, account_id, field, event, occurred_at DESC);`;

const MESSAGES = `
  ALTER TABLE message
    ADD COLUMN category text CHECK (category IN ('marketing', 'utility', 'authentication')),
    ADD COLUMN from_advert boolean NOT NULL DEFAULT false;
  CREATE INDEX message_from_advert ON message (tenant_id, conversation_id, occurred_at) WHERE from_advert;
  CREATE INDEX message_marketing ON message (tenant_id, conversation_id) WHERE category = 'marketing';`;

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
  GRANT SELECT, INSERT ON contact_consent TO parley_app;
  GRANT SELECT, INSERT, UPDATE ON contact_consent TO parley_system;
  GRANT SELECT, INSERT, UPDATE ON sending_policy TO parley_app;
  GRANT SELECT ON sending_policy TO parley_system;
  GRANT SELECT ON begun_contact TO parley_app;
  GRANT SELECT, INSERT, UPDATE ON begun_contact TO parley_system;`;
