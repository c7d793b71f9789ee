import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

// They stop waiting after 5 s.
const TOLD_WITHIN_MS = 40_000;

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
    const before = product.complaints().length;
    await product.database.whileHeld(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`, async () => {
      await postSigned(product.apiUrl, textWebhook({ from }));
      await eventually(
        'they say that it was a lock',
        () =>
          product
            .complaints()
            .slice(before)
            .some((line) => line.includes('due to lock timeout')),
        TOLD_WITHIN_MS,
      );
      await eventually('no attempt is held against anybody', async () => {
        const suspect = await product.database.query(
          `SELECT 1 FROM lane WHERE attempts > 1 UNION ALL SELECT 1 FROM inbox_event WHERE attempts > 0
           UNION ALL SELECT 1 FROM webhook_delivery WHERE attempts > 0`,
        );
        return suspect.length === 0;
      });
    });
    await inboxIsEmpty(product.database);
    expect(await messagesWith(product.database, from)).not.toHaveLength(0);
    expect(await product.database.query('SELECT reason FROM dead_letter')).toEqual([]);
  });
});
