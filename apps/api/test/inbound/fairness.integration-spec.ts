import { inboxIsEmpty } from '../support/inbox';
import { Product } from '../support/product';
import { addBacklog } from './backlog';

const BACKLOG = 20_000;
const OTHERS = 20;
const EACH = 25;

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

  it('is worked off whole', async () => {
    const states = await product.database.query('SELECT state, count(*)::int FROM inbox_event GROUP BY 1');
    expect(states).toEqual([{ state: 'done', count: BACKLOG + OTHERS * EACH }]);
  });
});
