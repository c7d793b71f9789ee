import { inboxIsEmpty } from '../support/inbox';
import { Product } from '../support/product';
import { addBacklog, addDeliveries } from './backlog';

const BACKLOG = 20_000;
const OTHERS = 20;
const EACH = 25;
const DELIVERIES = 4_000;

const personOf =
  (digits: string) =>
  (_: unknown, person: number): string =>
    `1650${digits}${String(person).padStart(5, '0')}`;

describe('one tenant with a long backlog', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await addBacklog(product.database, product.tenantId, BACKLOG);
    for (let other = 0; other < OTHERS; other++) {
      const tenantId = await product.addTenant(`other-${other}`, `1065403522411${other}`, false);
      await addBacklog(product.database, tenantId, EACH);
    }
    await product.startWorker();
    await inboxIsEmpty(product.database, 90_000);
  }, 300_000);
  afterAll(() => product.stop());

  it('does not hold up the others, whose work came after it', async () => {
    const [row] = await product.database.query<{ others: number; before: number; all: number }>(
      `WITH others AS (SELECT applied_at FROM inbox_event WHERE tenant_id <> $1)
       SELECT (SELECT count(*) FROM others)::int AS others,
         count(*)::int AS all,
         count(*) FILTER (WHERE applied_at <= (SELECT max(applied_at) FROM others))::int AS before
       FROM inbox_event WHERE tenant_id = $1`,
      [product.tenantId],
    );
    expect(row).toMatchObject({ others: OTHERS * EACH, all: BACKLOG });
    // Two turns of each lane at the very most.
    expect(row?.before).toBeLessThan(BACKLOG / 5);
  });

  it('does not hold them up before it is taken apart either', async () => {
    const busy = await Product.create();
    try {
      await addDeliveries(busy.database, 'busy', Array.from({ length: DELIVERIES }, personOf('1')));
      for (let other = 0; other < OTHERS; other++)
        await addDeliveries(
          busy.database,
          `other-${other}`,
          Array.from({ length: EACH }, personOf(`2${other}`)),
        );
      // One that may be about anybody, and one of the first account behind it: neither goes before its turn.
      await addDeliveries(busy.database, null, ['16505500001']);
      await addDeliveries(busy.database, 'busy', ['16505500001']);
      await busy.startWorker();
      await inboxIsEmpty(busy.database, 90_000);
      const exploded = await busy.database.query<{ account: string | null; id: number }>(
        `SELECT account_id AS account, inbox_event.id::int FROM inbox_event
         JOIN webhook_delivery delivery ON delivery.id = delivery_id ORDER BY inbox_event.id`,
      );
      const accounts = exploded.map(({ account }) => account);
      expect(accounts).toHaveLength(DELIVERIES + OTHERS * EACH + 2);
      const lastOther = accounts.findLastIndex((account) => account?.startsWith('other') === true);
      expect(lastOther).toBeLessThan(2 * OTHERS * EACH + 500);
      expect(accounts.slice(-2)).toEqual([null, 'busy']);
      // And each account in the order of receipt.
      const [disorder] = await busy.database.query(
        `SELECT count(*)::int FROM (
           SELECT delivery_id, lag(delivery_id) OVER (PARTITION BY account_id ORDER BY inbox_event.id) AS before
           FROM inbox_event JOIN webhook_delivery delivery ON delivery.id = delivery_id) AS pairs
         WHERE before > delivery_id`,
      );
      expect(disorder).toEqual({ count: 0 });
    } finally {
      await busy.stop();
    }
  }, 180_000);

  it('is worked off whole', async () => {
    const states = await product.database.query('SELECT state, count(*)::int FROM inbox_event GROUP BY 1');
    expect(states).toEqual([{ state: 'done', count: BACKLOG + OTHERS * EACH }]);
  });
});
