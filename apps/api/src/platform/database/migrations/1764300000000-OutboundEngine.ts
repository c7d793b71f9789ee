import { MigrationInterface, QueryRunner } from 'typeorm';

/** What sends: one sender for each number, every try written down, and messages of every type and urgency. */
export class OutboundEngine1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGES);
    await runner.query(CHANNELS);
    await runner.query(LEASES);
    await runner.query(ATTEMPTS);
  }

  /** Which tries there were is lost by this. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE delivery_attempt, sender_lease;
      ALTER TABLE channel DROP COLUMN messages_per_second, DROP COLUMN held_code, DROP COLUMN held_reason,
        DROP COLUMN held_until;
      DROP POLICY outbox ON message;
      CREATE POLICY outbox ON message FOR SELECT TO parley_system
        USING (direction = 'outbound' AND state IN ('queued', 'sending'));
      DROP INDEX message_outbox, message_in_flight, message_unconfirmed;
      CREATE INDEX message_outbox ON message (next_attempt_at, id) WHERE state = 'queued';
      CREATE INDEX message_in_flight ON message (claimed_at) WHERE state = 'sending';
      ALTER TABLE message DROP COLUMN sending_class, DROP COLUMN recipient_kind, DROP COLUMN fence,
        DROP COLUMN unknown_at, DROP COLUMN resends;`);
  }
}

// resends: how often it was sent again although it may have arrived. A row whose fate is settled has no unknown_at.
const MESSAGES = `
  ALTER TABLE message
    ADD COLUMN sending_class text CHECK (sending_class IN ('human', 'bot', 'api', 'broadcast')),
    ADD COLUMN recipient_kind text CHECK (recipient_kind IN ('phone', 'bsuid', 'group')),
    ADD COLUMN fence bigint,
    ADD COLUMN unknown_at timestamptz,
    ADD COLUMN resends smallint NOT NULL DEFAULT 0;
  UPDATE message SET sending_class = 'bot' WHERE direction = 'outbound' AND state IN ('queued', 'sending');
  DROP INDEX message_outbox, message_in_flight;
  CREATE INDEX message_outbox ON message (tenant_id, channel_id, sending_class, next_attempt_at, id) WHERE state = 'queued';
  CREATE INDEX message_in_flight ON message (tenant_id, channel_id, fence) WHERE state = 'sending';
  CREATE INDEX message_unconfirmed ON message (unknown_at) WHERE state = 'unknown' AND unknown_at IS NOT NULL;
  DROP POLICY outbox ON message;
  CREATE POLICY outbox ON message FOR SELECT TO parley_system
    USING (direction = 'outbound' AND state IN ('queued', 'sending', 'unknown'));`;

const CHANNELS = `
  ALTER TABLE channel
    ADD COLUMN messages_per_second smallint NOT NULL DEFAULT 80 CHECK (messages_per_second BETWEEN 1 AND 1000),
    ADD COLUMN held_code text,
    ADD COLUMN held_reason text,
    ADD COLUMN held_until timestamptz;`;

// Whoever holds the lease of a channel is its only sender; a new holder has a higher fence.
const LEASES = `
  CREATE TABLE sender_lease (
    tenant_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    owner uuid NOT NULL,
    fence bigint NOT NULL,
    lease_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, channel_id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id)
  );
  GRANT SELECT, INSERT, UPDATE ON sender_lease TO parley_system;`;

const ATTEMPTS = `
  CREATE TABLE delivery_attempt (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    message_id uuid NOT NULL,
    number smallint NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    outcome text,
    http_status smallint,
    code text,
    reason text,
    trace_id text,
    bytes_written boolean,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, message_id, number),
    FOREIGN KEY (tenant_id, message_id) REFERENCES message (tenant_id, id)
  );
  ALTER TABLE delivery_attempt ENABLE ROW LEVEL SECURITY;
  ALTER TABLE delivery_attempt FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant_isolation ON delivery_attempt TO parley_app
    USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
  CREATE POLICY tenants_isolation ON delivery_attempt TO parley_system
    USING (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL)
    WITH CHECK (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL);
  GRANT SELECT ON delivery_attempt TO parley_app;
  GRANT SELECT, INSERT, UPDATE ON delivery_attempt TO parley_system;`;
