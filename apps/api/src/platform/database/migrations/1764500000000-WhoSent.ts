import { MigrationInterface, QueryRunner } from 'typeorm';

/** Who had a message sent. */
export class WhoSent1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SENDERS);
  }

  /** Who sent what is lost by this. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE message DROP COLUMN sent_by_kind, DROP COLUMN sent_by_id, DROP COLUMN sent_by_name;`);
  }
}

// As they were called then. No foreign key, as in the audit trail: whoever leaves would have each of their messages
// rewritten, and what they sent stays theirs.
const SENDERS = `
  ALTER TABLE message
    ADD COLUMN sent_by_kind text CHECK (sent_by_kind IN ('member', 'api_key')),
    ADD COLUMN sent_by_id uuid,
    ADD COLUMN sent_by_name text;`;
