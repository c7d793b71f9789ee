import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

const HELD_S = 7;

describe('while somebody holds a table for long', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  it.each([
    ['apply', 'message', '16505587001'],
    ['explode', 'contact', '16505587002'],
  ])('those who %s stop waiting after 5 s, and suspect nobody', async (_, table, from) => {
    const holder = product.database.query(
      `DO $$ BEGIN LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(${HELD_S}); END $$`,
    );
    await eventually('it is held', async () => {
      const rows = await product.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%LOCK TABLE ${table}%' AND wait_event = 'PgSleep'`,
      );
      return rows.length > 0;
    });
    const before = product.complaints().length;
    await postSigned(product.apiUrl, textWebhook({ from }));
    await eventually(
      'they say that it was a lock',
      () =>
        Promise.resolve(
          product
            .complaints()
            .slice(before)
            .some((line) => line.includes('due to lock timeout')),
        ),
      HELD_S * 1_000,
    );
    await eventually('no attempt is held against anybody', async () => {
      const suspect = await product.database.query(
        `SELECT 1 FROM lane WHERE attempts > 1 UNION ALL SELECT 1 FROM inbox_event WHERE attempts > 0
         UNION ALL SELECT 1 FROM webhook_delivery WHERE attempts > 0`,
      );
      return suspect.length === 0;
    });
    await holder;
    await inboxIsEmpty(product.database);
    expect(await messagesWith(product.database, from)).not.toHaveLength(0);
    expect(await product.database.query('SELECT reason FROM dead_letter')).toEqual([]);
  });
});
