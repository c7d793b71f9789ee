import { INestApplicationContext } from '@nestjs/common';
import { ChannelsRepository, ChannelsService } from '../../src/channels';
import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { SEALED_COLUMNS } from '../../src/operator/sealed-columns';
import { KeyRotation } from '../../src/platform/crypto/key-rotation';
import { SecretBox } from '../../src/platform/crypto/secret-box';
import { AppDatabase } from '../../src/platform/database/database';
import { eventually } from '../support/eventually';
import { keySettings, startKeyHolder } from '../support/key-holder';
import { Command } from '../support/processes';
import { createTestDatabase, TestDatabase } from '../support/test-database';

const CHANNELS = 8;
/** So many that a rotation takes several batches. */
const MANY = 400;
const TOKEN = 'EAAG-canary-token';

interface Stored {
  readonly tenantId: string;
  readonly id: string;
}

describe('a rotation of keys', () => {
  let database: TestDatabase;
  let serving: INestApplicationContext;
  let tenantIds: readonly string[];
  let stored: Stored[];
  let userId: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    // It was not started anew with the next key, and makes data keys with its own, but can open what the others make.
    serving = await startKeyHolder(database, 1, [2, 3]);
    tenantIds = await Promise.all([newTenant(), newTenant()]);
    stored = [];
    await connectUpTo(CHANNELS);
    userId = newId();
    const seed = await serving.get(SecretBox).seal(TOKEN, totpPlace());
    await database.query(
      `INSERT INTO app_user (id, email, name, password_hash, totp_secret) VALUES ($1, 'a@example.com', 'A', '', $2)`,
      [userId, seed],
    );
  });
  afterEach(async () => {
    await serving.close();
    await database.drop();
  });

  const totpPlace = () => ({ tenantId: null, table: 'app_user', column: 'totp_secret', row: userId });

  async function newTenant(): Promise<string> {
    const id = newId();
    await database.query('INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $3)', [id, id, 'A tenant']);
    return id;
  }

  async function connectUpTo(count: number): Promise<void> {
    while (stored.length < count)
      stored.push(await connect(tenantIds[stored.length % 2] as string, stored.length));
  }

  async function connect(tenantId: string, index: number): Promise<Stored> {
    const { id } = await forTenants([tenantId], () =>
      serving.get(ChannelsService).connect({
        provider: 'whatsapp',
        accountId: '1',
        externalId: String(index),
        name: 'Support',
        address: '+15550100042',
        accessToken: TOKEN,
        echoEnabled: false,
      }),
    );
    return { tenantId, id };
  }

  function open(holder: INestApplicationContext, { tenantId, id }: Stored): Promise<string> {
    return forTenants([tenantId], async () => {
      const [channel] = await holder
        .get(AppDatabase)
        .transaction((transaction) => holder.get(ChannelsRepository).withTokens(transaction, [id]));
      if (channel === undefined) throw new Error('The channel is gone.');
      return holder.get(ChannelsService).openToken(channel);
    });
  }

  /** Opens and replaces tokens until it is stopped; answers how many were opened. */
  function serve(): { stop(): Promise<number> } {
    let stopped = false;
    const work = async (offset: number): Promise<number> => {
      for (let round = offset; ; round++) {
        if (stopped) return round - offset;
        const channel = stored[(round * 7) % stored.length] as Stored;
        expect(await open(serving, channel)).toBe(TOKEN);
        if (round % 3 !== 0) continue;
        const { tenantId, id } = channel;
        await forTenants([tenantId], () => serving.get(ChannelsService).replaceAccessToken(id, TOKEN));
      }
    };
    const all = Promise.all([work(0), work(100), work(200)]);
    // It is awaited when it is stopped.
    all.catch(() => undefined);
    return {
      stop: async () => {
        stopped = true;
        return (await all).reduce((sum, opened) => sum + opened, 0);
      },
    };
  }

  const keyIds = async (): Promise<string[]> =>
    (await database.query<{ id: string }>('SELECT id FROM data_key ORDER BY id')).map(({ id }) => id);

  const rotate = (present: number, previous: number[], ...options: string[]): Command =>
    new Command(['rotate-keys', ...options], keySettings(database, present, previous));

  it('twice, once killed in the middle, fails nothing that is sealed or opened meanwhile', async () => {
    const before = await keyIds();
    expect(before).toHaveLength(3);
    await connectUpTo(MANY);
    const service = serve();

    const first = rotate(2, [1, 3], '--data');
    await eventually('the first batch was sealed again', async () => {
      const [row] = await database.query<{ renewed: number }>(
        'SELECT count(*)::int AS renewed FROM channel WHERE access_token_key <> ALL ($1)',
        [before],
      );
      return (row?.renewed ?? 0) >= 50;
    });
    await first.kill();
    const between = await keyIds();
    expect(between.length).toBeGreaterThan(3);
    expect(await rotate(2, [1, 3], '--data').exitCode()).toBe(0);
    expect(await rotate(3, [1, 2], '--data').exitCode()).toBe(0);

    expect(await service.stop()).toBeGreaterThan(100);
    const after = await keyIds();
    expect(after).toHaveLength(3);
    expect(after.filter((id) => [...before, ...between].includes(id))).toEqual([]);
    const fresh = await startKeyHolder(database, 3);
    for (const channel of stored) expect(await open(fresh, channel)).toBe(TOKEN);
    const [user] = await database.query<{ sealed: Buffer }>('SELECT totp_secret AS sealed FROM app_user');
    expect(await fresh.get(SecretBox).open(user?.sealed as Buffer, totpPlace())).toBe(TOKEN);
    await fresh.close();
  }, 180_000);

  it('wraps the data keys anew and says what it did; a second time there is nothing to do', async () => {
    const [one, two] = [rotate(2, [1]), rotate(2, [1])];
    expect([await one.exitCode(), await two.exitCode()]).toEqual([0, 0]);
    const third = rotate(2, []);
    expect(await third.exitCode()).toBe(0);
    expect(third.output).toContain(
      'Data keys: 0 wrapped anew with the present ENCRYPTION_KEY, 3 were so already.',
    );
    expect(await open(serving, stored[0] as Stored)).toBe(TOKEN);
  });

  it('is asked for by the doctor, who says when a data key cannot be opened, and which key it needs', async () => {
    const examine = async (present: number, previous: number[]): Promise<string> => {
      const doctor = new Command(['doctor'], keySettings(database, present, previous));
      await doctor.exitCode();
      return /^.* data keys .*$/m.exec(doctor.output)?.[0] ?? doctor.output;
    };
    const [lost, waiting, well] = await Promise.all([examine(9, []), examine(2, [1]), examine(1, [])]);
    expect(lost).toMatch(/^BAD {2}data keys +3 of 3 cannot be opened: .* SHA-256 begins with 72cd6e84;/);
    expect(waiting).toMatch(/^ok {3}data keys .* 3 with a previous one only: run the command "rotate-keys"$/);
    expect(well).toMatch(/^ok {3}data keys +all 3 can be opened$/);
  });

  it('refuses when a data key cannot be opened, says which key is missing, and changes nothing', async () => {
    const before = await database.query('SELECT * FROM data_key ORDER BY id');
    const command = rotate(9, [], '--data');
    expect(await command.exitCode()).toBe(1);
    expect(command.output).toContain('Add that key to PREVIOUS_ENCRYPTION_KEYS');
    expect(await database.query('SELECT * FROM data_key ORDER BY id')).toEqual(before);
  });

  it('gives up what is lost only when it is told to; what is sealed from then on can be opened', async () => {
    const command = rotate(9, [], '--data', '--abandon-lost');
    expect(await command.exitCode()).toBe(0);
    expect(command.output).toContain(`${CHANNELS} channel.access_token`);
    expect(command.output).toContain('0 deleted, 3 kept');
    const { tenantId, id } = stored[0] as Stored;
    const fresh = await startKeyHolder(database, 9);
    await expect(open(fresh, { tenantId, id })).rejects.toMatchObject({ code: 'unreadable_secret' });
    await forTenants([tenantId], () => fresh.get(ChannelsService).replaceAccessToken(id, 'a new token'));
    expect(await open(fresh, { tenantId, id })).toBe('a new token');
    await fresh.close();
  });

  it('is noticed within a second by the processes that serve', async () => {
    const [old] = await database.query<{ id: string }>('SELECT id FROM data_key WHERE tenant_id IS NULL');
    await serving.get(KeyRotation).rewrap();
    await serving.get(SecretBox).seal('x', totpPlace());
    const operator = await startKeyHolder(database, 1);
    await operator.get(KeyRotation).renew(SEALED_COLUMNS, 0);
    await operator.close();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
    try {
      const sealed = await serving.get(SecretBox).seal('x', totpPlace());
      expect(sealed.includes(Buffer.from(String(old?.id).replaceAll('-', ''), 'hex'))).toBe(false);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('the columns that are sealed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are all rotated: every other binary column is a hash, a body or a wrapped key', async () => {
    const columns = await database.query<{ name: string }>(
      `SELECT relname || '.' || attname AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND atttypid = 'bytea'::regtype AND NOT attisdropped
         AND attname !~ '(^|_)(hash|digest|sha256)$' ORDER BY 1`,
    );
    const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect(columns.map(({ name }) => name)).toEqual(
      [...sealed, 'data_key.wrapped', 'dead_letter.body', 'webhook_delivery.body'].sort(),
    );
  });

  it('each name the data key that they need, and no other than one of their tenant', async () => {
    const keys = await database.query<{ name: string; columns: string[] }>(
      `SELECT conrelid::regclass::text AS name,
         ARRAY(SELECT attname::text FROM unnest(conkey) AS number JOIN pg_attribute ON attrelid = conrelid AND attnum = number)
           AS columns
       FROM pg_constraint WHERE confrelid = 'data_key'::regclass ORDER BY 1`,
    );
    expect(keys).toEqual(
      SEALED_COLUMNS.map(({ table, keyColumn, ofTenants }) => ({
        name: table,
        columns: ofTenants ? ['tenant_id', keyColumn] : [keyColumn],
      })).sort((one, other) => one.name.localeCompare(other.name)),
    );
  });
});
