import { INestApplicationContext } from '@nestjs/common';
import { newId } from '../../src/kernel/ids';
import { Retention } from '../../src/messaging/inbound/retention';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

const KEEP = 3;

describe('the days of the inbox', () => {
  let product: Product;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    product = await Product.create({ WEBHOOK_RETENTION_DAYS: String(KEEP) });
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    worker = await product.startWorker();
    await forgetYesterday();
  });
  afterAll(() => product.stop());

  const sweep = (): Promise<void> => worker.get(Retention).keepDays();

  /** The database is a copy of one that may have been made before midnight. */
  async function forgetYesterday(): Promise<void> {
    await product.database.query(`
      DO $$
      DECLARE past text;
      BEGIN
        FOR past IN SELECT relname FROM pg_class WHERE relnamespace = 'day'::regnamespace AND relkind = 'r'
          AND to_date(substring(relname FROM '_([0-9]{8})$'), 'YYYYMMDD') < (now() AT TIME ZONE 'utc')::date - 1
        LOOP
          EXECUTE format('DROP TABLE day.%I', past);
        END LOOP;
      END $$`);
    await sweep();
  }

  /** The days that have a table of each kind, as days before (negative) or after today. */
  async function days(table: 'webhook_delivery' | 'inbox_event'): Promise<number[]> {
    const rows = await product.database.query<{ day: number }>(
      `SELECT to_date(right(relname, 8), 'YYYYMMDD') - (now() AT TIME ZONE 'utc')::date AS day FROM pg_class
       WHERE relnamespace = 'day'::regnamespace AND relkind = 'r' AND relname ~ ('^' || $1 || '_[0-9]{8}$') ORDER BY 1`,
      [table],
    );
    return rows.map(({ day }) => day);
  }

  async function addDay(day: number): Promise<void> {
    await product.database.query(`
      DO $$
      DECLARE one date := (now() AT TIME ZONE 'utc')::date + (${day});
      BEGIN
        SET LOCAL ROLE parley_owner;
        EXECUTE format('CREATE TABLE day.webhook_delivery_%s PARTITION OF webhook_delivery FOR VALUES FROM (%L) TO (%L)',
          to_char(one, 'YYYYMMDD'), first_id_of(one), first_id_of(one + 1));
        EXECUTE format('CREATE TABLE day.inbox_event_%s PARTITION OF inbox_event FOR VALUES FROM (%L) TO (%L)',
          to_char(one, 'YYYYMMDD'), one, one + 1);
      END $$`);
  }

  /** A delivery of that day that says hello, and answers its id. */
  async function addDelivery(day: number, from: string, isExploded: boolean): Promise<string> {
    const [row] = await product.database.query<{ id: string }>(
      `INSERT INTO webhook_delivery (id, provider, body, exploded_at)
       SELECT overlay($1::text PLACING left(first_id_of((now() AT TIME ZONE 'utc')::date + $2::integer)::text, 13) FROM 1)::uuid,
         'whatsapp', $3, CASE WHEN $4 THEN now() END RETURNING id`,
      [newId(), day, Buffer.from(JSON.stringify(textWebhook({ from }))), isExploded],
    );
    return row?.id ?? '';
  }

  async function addEvent(day: number, state: string): Promise<void> {
    await product.database.query(
      `INSERT INTO inbox_event (day, delivery_id, ordinal, provider, tenant_id, lane, order_key, kind, element, received_at,
         state, next_attempt_at)
       SELECT (now() AT TIME ZONE 'utc')::date + $1::integer, uuidv7(), 0, 'whatsapp', $2, 0, 'x', 'account', '{}', now(),
         $3, now() + interval '1 hour'`,
      [day, product.tenantId, state],
    );
  }

  const isKept = async (id: string): Promise<boolean> =>
    (await product.database.query('SELECT 1 FROM webhook_delivery WHERE id = $1', [id])).length > 0;

  it('are there from yesterday to a week ahead', async () => {
    expect(await days('webhook_delivery')).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await days('inbox_event')).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are made again where one is missing', async () => {
    for (const table of ['webhook_delivery', 'inbox_event'])
      await product.database.query(`
        DO $$ BEGIN EXECUTE format('DROP TABLE day.${table}_%s',
          to_char((now() AT TIME ZONE 'utc')::date + 7, 'YYYYMMDD')); END $$`);
    await sweep();
    expect(await days('webhook_delivery')).toContain(7);
    expect(await days('inbox_event')).toContain(7);
  });

  it('are dropped when they are past keeping and nothing waits in them, and kept when something does', async () => {
    for (const day of [-2, -3, -4, -5, -6, -7]) await addDay(day);
    await addEvent(-4, 'done');
    await addEvent(-5, 'retrying');
    await addEvent(-6, 'dead');
    const kept = await addDelivery(-3, '16505585001', true);
    const dropped = await addDelivery(-4, '16505585002', true);
    await sweep();
    expect(await days('inbox_event')).toEqual([-5, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await days('webhook_delivery')).toEqual([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect([await isKept(kept), await isKept(dropped)]).toEqual([true, false]);
    await product.database.query(`DELETE FROM inbox_event WHERE state = 'retrying'`);
    await sweep();
    expect(await days('inbox_event')).not.toContain(-5);
  });

  it('are looked through to the last when the worker was away for long: what waits in them is applied', async () => {
    await addDay(-9);
    const waiting = await addDelivery(-9, '16505585003', false);
    const late = await product.startWorker();
    await inboxIsEmpty(product.database);
    expect((await messagesWith(product.database, '16505585003'))[0]?.text).toBe('hello');
    await late.get(Retention).keepDays();
    expect(await isKept(waiting)).toBe(false);
    expect(await days('webhook_delivery')).not.toContain(-9);
  });

  it('lose nothing that came when its day had no table', async () => {
    for (const table of ['webhook_delivery', 'inbox_event'])
      await product.database.query(`
        DO $$ BEGIN EXECUTE format('DROP TABLE day.${table}_%s',
          to_char((now() AT TIME ZONE 'utc')::date, 'YYYYMMDD')); END $$`);
    expect((await postSigned(product.apiUrl, textWebhook({ from: '16505585004' }))).status).toBe(200);
    await inboxIsEmpty(product.database);
    expect((await messagesWith(product.database, '16505585004'))[0]?.text).toBe('hello');

    // Its day cannot be made any more, and the others can.
    await sweep();
    expect(await days('webhook_delivery')).toEqual([-3, -2, -1, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('leave no row behind that is past keeping where there is no table to drop', async () => {
    const old = await addDelivery(-20, '16505585005', true);
    await addEvent(-20, 'done');
    await addEvent(-20, 'retrying');
    expect(await isKept(old)).toBe(true);
    await sweep();
    expect(await isKept(old)).toBe(false);
    const events = await product.database.query(
      `SELECT state FROM inbox_event WHERE day < (now() AT TIME ZONE 'utc')::date - 10`,
    );
    expect(events).toEqual([{ state: 'retrying' }]);
  });

  it('that somebody still writes into are kept with what is written', async () => {
    await addDay(-8);
    const isRefused = () =>
      product.database.query('SELECT drop_days($1)', [KEEP]).then(
        () => false,
        () => true,
      );
    const written = `INSERT INTO webhook_delivery (id, provider, body)
      SELECT first_id_of((now() AT TIME ZONE 'utc')::date - 8), 'whatsapp', '{}'`;
    // First the events of that day go, where nobody writes.
    await product.database.whileHeld(written, () => eventually('somebody is in the way', isRefused));
    // It is known for some seconds in which days there is work.
    await eventually(
      'it is taken apart',
      async () => {
        const rows = await product.database.query(
          `SELECT 1 FROM webhook_delivery WHERE exploded_at IS NOT NULL AND id = first_id_of((now() AT TIME ZONE 'utc')::date - 8)`,
        );
        return rows.length > 0;
      },
      40_000,
    );
    await sweep();
    expect(await days('webhook_delivery')).not.toContain(-8);
  });

  it('that are long are not read whole to see whether anything waits in them', async () => {
    await addDay(-8);
    await product.database.query(
      `INSERT INTO inbox_event (day, delivery_id, ordinal, provider, tenant_id, lane, order_key, kind, element, received_at,
         state, next_attempt_at)
       SELECT (now() AT TIME ZONE 'utc')::date - 8, uuidv7(), 0, 'whatsapp', $1, 0, 'x', 'account', '{}', now(),
         CASE n WHEN 5000 THEN 'retrying' ELSE 'done' END, now() + interval '1 hour' FROM generate_series(1, 5000) AS n`,
      [product.tenantId],
    );
    const [read] = await product.database.query<{ rows: number }>(
      `WITH looked AS MATERIALIZED (SELECT drop_days($1), 'inbox_event_' || to_char((now() AT TIME ZONE 'utc')::date - 8, 'YYYYMMDD') AS name)
       SELECT pg_stat_get_xact_tuples_returned(day.oid)::int + pg_stat_get_xact_tuples_fetched(day.oid)::int AS rows
       FROM looked JOIN pg_class day ON relname = name`,
      [KEEP],
    );
    expect(read?.rows).toBeLessThan(10);
    await product.database.query(`DELETE FROM inbox_event WHERE state = 'retrying'`);
    await sweep();
  });

  it('outlast the dead letters that were resolved before them, and not those that wait', async () => {
    await product.database.query(
      `INSERT INTO dead_letter (id, provider, delivery_id, ordinal, stage, reason, received_at, state, resolved_at)
       SELECT uuidv7(), 'whatsapp', uuidv7(), 0, 'route', state || ago, now(), state,
         CASE WHEN state <> 'waiting' THEN now() - make_interval(days => ago) END
       FROM unnest(ARRAY['waiting', 'replayed', 'discarded']) AS state, unnest(ARRAY[1, 30]) AS ago`,
    );
    await sweep();
    const kept = await product.database.query<{ reason: string }>(
      `SELECT reason FROM dead_letter WHERE stage = 'route' ORDER BY reason`,
    );
    expect(kept.map(({ reason }) => reason)).toEqual(['discarded1', 'replayed1', 'waiting1', 'waiting30']);
  });

  it('that are still to come, or were long ago, are looked through as well: clocks may have been wrong', async () => {
    const people = { '16505585011': 3, '16505585012': 200, '16505585013': -1000 };
    for (const [from, day] of Object.entries(people)) await addDelivery(day, from, false);
    await product.startWorker();
    for (const from of Object.keys(people))
      await eventually(
        `what ${from} wrote is there`,
        async () => (await messagesWith(product.database, from))[0]?.text === 'hello',
      );
  });

  it('that somebody reads for long are left for the next time, and that is said', async () => {
    await addDay(-8);
    await product.database.whileHeld('SELECT count(*) FROM webhook_delivery', sweep);
    expect(await days('webhook_delivery')).toContain(-8);
    expect(product.complaints().some((line) => line.includes('days of the inbox not dropped'))).toBe(true);
    await sweep();
    expect(await days('webhook_delivery')).not.toContain(-8);
  });

  it('cannot be touched by those who serve but through the two functions, and those take no more than days', async () => {
    const asSystem = await product.database.query<{ can: boolean }>(
      `SELECT has_schema_privilege('parley_system', 'day', 'USAGE') AS can
       UNION ALL SELECT has_function_privilege('parley_app', 'drop_days(integer)', 'EXECUTE')
       UNION ALL SELECT has_function_privilege('parley_app', 'make_days(integer)', 'EXECUTE')`,
    );
    expect(asSystem.map(({ can }) => can)).toEqual([false, false, false]);
    // However little is to be kept, today and yesterday are.
    await product.database.query('SELECT drop_days(-100)');
    expect(await days('inbox_event')).toEqual(expect.arrayContaining([-1, 1, 2]));
  });
});
