import { INestApplicationContext } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { startKeyHolder } from '../../../test/support/key-holder';
import { createTestDatabase, TestDatabase } from '../../../test/support/test-database';
import { SystemDatabase } from '../database/database';
import { SecretBox, SecretPlace, UnreadableSecret } from './secret-box';

describe('the secret box', () => {
  let database: TestDatabase;
  let one: INestApplicationContext;
  let other: INestApplicationContext;
  let tenantId: string;
  let place: SecretPlace;

  beforeAll(async () => {
    database = await createTestDatabase();
    [one, other] = await Promise.all([startKeyHolder(database, 1), startKeyHolder(database, 1)]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await database.drop();
  });
  beforeEach(async () => {
    tenantId = await newTenant();
    place = { tenantId, table: 'channel', column: 'access_token', row: newId() };
  });

  const box = (): SecretBox => one.get(SecretBox);

  async function newTenant(): Promise<string> {
    const id = newId();
    await database.query('INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $3)', [id, id, 'A tenant']);
    return id;
  }

  const refusal = (sealed: Buffer, at: SecretPlace, holder = one): Promise<string> =>
    holder
      .get(SecretBox)
      .open(sealed, at)
      .then(
        () => 'opened',
        (error: unknown) => (error instanceof UnreadableSecret ? error.because : String(error)),
      );

  it('opens what another process sealed', async () => {
    const sealed = await box().seal('the token', place);
    expect(await other.get(SecretBox).open(sealed, place)).toBe('the token');
  });

  it('makes one data key for a tenant, however many ask at once for the first time', async () => {
    const sealed = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? one : other).get(SecretBox).seal('x', place)),
    );
    expect(await Promise.all(sealed.map((each) => other.get(SecretBox).open(each, place)))).toEqual(
      sealed.map(() => 'x'),
    );
    expect(await database.query('SELECT id FROM data_key WHERE tenant_id = $1', [tenantId])).toHaveLength(1);
  });

  it('keeps the secrets of accounts under a key of their own', async () => {
    const totp = { tenantId: null, table: 'app_user', column: 'totp_secret', row: newId() };
    const sealed = await Promise.all([one, other].map((holder) => holder.get(SecretBox).seal('seed', totp)));
    for (const each of sealed) expect(await box().open(each, totp)).toBe('seed');
    expect(await database.query('SELECT id FROM data_key WHERE tenant_id IS NULL')).toHaveLength(1);
  });

  it('opens nothing that was moved to another tenant, table, column or row', async () => {
    const sealed = await box().seal('the token', place);
    const foreign = await newTenant();
    await box().seal('its own', { ...place, tenantId: foreign });
    for (const moved of [
      { tenantId: foreign },
      { tenantId: null },
      { table: 'app_user' },
      { column: 'response' },
      { row: newId() },
    ]) {
      expect(await refusal(sealed, { ...place, ...moved })).toBe('tampered');
    }
  });

  it('opens nothing of which one bit was flipped', async () => {
    const sealed = await box().seal('the token', place);
    for (const index of [0, 1, 10, 16, 17, 30, 40, sealed.length - 1]) {
      const flipped = Buffer.from(sealed);
      flipped[index] = (flipped[index] as number) ^ 1;
      expect(await refusal(flipped, place)).toMatch(/^(malformed|unknown_data_key|tampered)$/);
    }
  });

  it('opens nothing of a tenant whose data key was exchanged for that of another', async () => {
    const sealed = await box().seal('the token', place);
    const foreign = await newTenant();
    await box().seal('its own', { ...place, tenantId: foreign });
    await database.query(
      `UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE tenant_id = $2) WHERE tenant_id = $1`,
      [tenantId, foreign],
    );
    expect(await refusal(sealed, place, other)).toBe('data_key_tampered');
  });

  it('says that ENCRYPTION_KEY is another one, seals nothing with it and makes no data key', async () => {
    const sealed = await box().seal('the token', place);
    const stranger = await startKeyHolder(database, 2);
    try {
      expect(await refusal(sealed, place, stranger)).toBe('unknown_encryption_key');
      await expect(stranger.get(SecretBox).seal('another', place)).rejects.toThrow(
        `channel.access_token of row ${place.row} cannot be opened: ` +
          'its data key was wrapped with an ENCRYPTION_KEY that is not configured.',
      );
    } finally {
      await stranger.close();
    }
    expect(await database.query('SELECT id FROM data_key WHERE tenant_id = $1', [tenantId])).toHaveLength(1);
  });

  it('tells a database that does not answer from a secret that is lost', async () => {
    const sealed = await box().seal('the token', place);
    await database.query('ALTER TABLE data_key RENAME TO data_key_away');
    try {
      const fresh = await startKeyHolder(database, 1);
      expect(await refusal(sealed, place, fresh)).not.toMatch(/unknown|tampered|malformed/);
      await fresh.close();
    } finally {
      await database.query('ALTER TABLE data_key_away RENAME TO data_key');
    }
    expect(await refusal(sealed, place, one)).toBe('opened');
  });

  it('waits for no connection of the transaction that it is called in', async () => {
    const seals = Array.from({ length: 12 }, async () => {
      const tenant = await newTenant();
      return one.get(SystemDatabase).systemTransaction(async (transaction) => {
        await transaction.query('SELECT pg_sleep(0.01)');
        return box().seal('x', { ...place, tenantId: tenant });
      });
    });
    expect(await Promise.all(seals)).toHaveLength(12);
  });

  it('lets no data key be deleted while a row needs it, and no row come in whose data key is gone', async () => {
    const sealed = await box().seal('the token', place);
    const insert = `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token)
      VALUES ($1, $2, 'whatsapp', '1', '1', 'n', 'a', $3)`;
    const deletion = 'DELETE FROM data_key WHERE tenant_id = $1';
    await database.query(insert, [tenantId, place.row, sealed]);
    await expect(database.query(deletion, [tenantId])).rejects.toMatchObject({ code: '23503' });
    await database.query('DELETE FROM channel WHERE tenant_id = $1', [tenantId]);
    await database.query(deletion, [tenantId]);
    await expect(database.query(insert, [tenantId, place.row, sealed])).rejects.toMatchObject({
      code: '23503',
    });
    expect(await refusal(sealed, place, other)).toBe('unknown_data_key');
  });

  it('lets no row of a tenant carry a value that the key of another sealed', async () => {
    const sealed = await box().seal('the token', place);
    const insert = `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token)
      VALUES ($1, $2, 'whatsapp', '1', '1', 'n', 'a', $3)`;
    await expect(database.query(insert, [await newTenant(), newId(), sealed])).rejects.toMatchObject({
      code: '23503',
    });
  });
});
