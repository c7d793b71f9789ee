import { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever runs a number is told once when it cannot send, by e-mail if they want that. */
export class AddHoldNotices1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // hold_notice_at: when a mail is due; hold_told_at: when people were last told of a hold.
    await runner.query(`
      ALTER TABLE channel
        ADD COLUMN held_since timestamptz,
        ADD COLUMN hold_notice_at timestamptz,
        ADD COLUMN hold_told_at timestamptz;
      UPDATE channel SET held_since = now(), hold_told_at = now() WHERE held_code IS NOT NULL;
      CREATE INDEX channel_hold_notice ON channel (hold_notice_at) WHERE hold_notice_at IS NOT NULL;
      CREATE POLICY hold_notices ON channel FOR SELECT TO parley_system USING (hold_notice_at IS NOT NULL);
      ALTER TABLE membership ADD COLUMN hold_mails boolean NOT NULL DEFAULT true;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY hold_notices ON channel;
      ALTER TABLE channel DROP COLUMN held_since, DROP COLUMN hold_notice_at, DROP COLUMN hold_told_at;
      ALTER TABLE membership DROP COLUMN hold_mails;`);
  }
}
