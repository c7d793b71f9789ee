import { MigrationInterface, QueryRunner } from 'typeorm';

/** Who had a message sent and by which request, and what a tenant wants done about one of which nobody knows whether it went out. */
export class WhoSent1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SENDERS);
    await runner.query(REQUESTS);
    await runner.query(CHOICE);
  }

  /** Who sent what, and what tenants chose, is lost by this. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX message_sent;
      ALTER TABLE message DROP COLUMN sent_by_kind, DROP COLUMN sent_by_id, DROP COLUMN sent_by_name,
        DROP COLUMN request_hash;
      ALTER TABLE tenant DROP COLUMN unknown_replies;`);
  }
}

// As they were called then. No foreign key, as in the audit trail: whoever leaves would have each of their messages
// rewritten, and what they sent stays theirs.
const SENDERS = `
  ALTER TABLE message
    ADD COLUMN sent_by_kind text CHECK (sent_by_kind IN ('member', 'api_key')),
    ADD COLUMN sent_by_id uuid,
    ADD COLUMN sent_by_name text;`;

// What a repetition with the same key must have in common with the first request; null for what is older.
const REQUESTS = `
  ALTER TABLE message ADD COLUMN request_hash bytea;
  CREATE INDEX message_sent ON message (tenant_id, occurred_at DESC, id DESC)
    WHERE direction = 'outbound' AND origin = 'live';`;

const CHOICE = `
  ALTER TABLE tenant ADD COLUMN unknown_replies text NOT NULL DEFAULT 'at_least_once'
    CHECK (unknown_replies IN ('at_least_once', 'at_most_once'));
  GRANT UPDATE (unknown_replies) ON tenant TO parley_app;`;
