import { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when the access token of a number is good is known before it is over; and numbers can be given up. */
export class ChannelConnections1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // disconnected_at: its address is free for others; its conversations stay.
    await runner.query(`
      ALTER TABLE channel
        ADD COLUMN access_token_expires_at timestamptz,
        ADD COLUMN disconnected_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE channel DROP COLUMN access_token_expires_at, DROP COLUMN disconnected_at`);
  }
}
