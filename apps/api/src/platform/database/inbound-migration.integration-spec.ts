import { DataSource } from 'typeorm';
import { newId } from '../../kernel/ids';
import { createTestDatabase, TestDatabase } from '../../../test/support/test-database';
import { createDataSource, UNHURRIED } from './data-source';

const NEWER = 10;

describe('the migration to deliveries by day', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = await createDataSource(database.ownerUrl, 'migration-spec', 1, [], UNHURRIED).initialize();
    for (let step = 0; step < NEWER; step += 1) await owner.undoLastMigration({ transaction: 'each' });
  });

  afterEach(async () => {
    await owner.destroy();
    await database.drop();
  });

  const delivered = async (): Promise<string> => {
    const id = newId();
    await database.query(
      `INSERT INTO webhook_delivery (id, provider, body, exploded_at) VALUES ($1, 'whatsapp', 'x', now())`,
      [id],
    );
    return id;
  };

  const event = (deliveryId: string, state: string) =>
    database.query(
      `INSERT INTO inbox_event (delivery_id, ordinal, tenant_id, channel_id, lane, kind, payload, received_at, state)
       VALUES ($1, 0, gen_random_uuid(), gen_random_uuid(), 0, 'message', '{}', now(), $2)`,
      [deliveryId, state],
    );

  it('keeps every delivery, and has those exploded again that were not worked off to the end', async () => {
    const [done, pending, dead, quarantined] = [
      await delivered(),
      await delivered(),
      await delivered(),
      await delivered(),
    ];
    await event(done, 'done');
    await event(pending, 'pending');
    await event(dead, 'dead');
    await database.query(
      `INSERT INTO quarantine (id, delivery_id, ordinal, reason) VALUES ($1, $2, 0, 'not_understood')`,
      [newId(), quarantined],
    );
    await owner.runMigrations({ transaction: 'each' });
    const rows = await database.query<{ id: string; waits: boolean }>(
      'SELECT id, exploded_at IS NULL AS waits FROM webhook_delivery ORDER BY id',
    );
    expect(rows).toEqual([
      { id: done, waits: false },
      { id: pending, waits: true },
      { id: dead, waits: true },
      { id: quarantined, waits: true },
    ]);
  });

  it('goes back and forth, also with rows in it', async () => {
    await owner.runMigrations({ transaction: 'each' });
    const id = newId();
    await database.query(`INSERT INTO webhook_delivery (id, provider, body) VALUES ($1, 'whatsapp', 'x')`, [
      id,
    ]);
    for (let step = 0; step < NEWER; step += 1) await owner.undoLastMigration({ transaction: 'each' });
    await owner.runMigrations({ transaction: 'each' });
    expect(await database.query('SELECT id FROM webhook_delivery WHERE exploded_at IS NULL')).toEqual([
      { id },
    ]);
  });
});
