import fc from 'fast-check';
import { inboxIsEmpty } from '../support/inbox';
import { META, postSigned } from '../support/meta';
import { Product } from '../support/product';
import { runs } from '../support/runs';
import { anyHistory, Number, Told } from './any-history';
import { finalStateOf } from './final-state';

const OTHER_NUMBER = '106540352249971';
const CONNECTIONS = 8;
const MAX_BATCH = 1000;

/** Webhooks, each a list of what it tells. */
type Arrangement = readonly (readonly Told[])[];

/** Each of them one to five times, in any order, in batches of any size. */
const anyArrangement = (told: readonly Told[]): fc.Arbitrary<Arrangement> =>
  fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: told.length, maxLength: told.length })
    .chain((times) => {
      const all = told.flatMap((one, index) => Array.from({ length: times[index] ?? 1 }, () => one));
      const order = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
      const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(MAX_BATCH)), {
        minLength: 1,
        maxLength: 8,
      });
      return fc.tuple(order, sizes).map(([shuffled, sizes]) => inBatches(shuffled, sizes));
    });

function inBatches(told: readonly Told[], sizes: readonly number[]): Told[][] {
  const batches: Told[][] = [];
  for (let start = 0; start < told.length;) {
    const size = sizes[batches.length % sizes.length] ?? 1;
    batches.push(told.slice(start, start + size));
    start += size;
  }
  return batches;
}

describe('what the provider told', () => {
  let product: Product;
  let tenants: { readonly id: string; readonly number: Number }[];
  let worlds = 0;

  beforeAll(async () => {
    product = await Product.create();
    const other = await product.addTenant('other', OTHER_NUMBER);
    tenants = [
      { id: product.tenantId, number: { phoneNumberId: META.phoneNumberId } },
      { id: other, number: { phoneNumberId: OTHER_NUMBER } },
    ];
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    for (let worker = 0; worker < 3; worker++) await product.startWorker();
  });
  afterAll(() => product.stop());

  const newWorld = (): string => `77${String(++worlds).padStart(5, '0')}`;

  async function tell(arrangement: Arrangement, world: string): Promise<void> {
    const webhooks = arrangement.map((told) => ({
      object: 'whatsapp_business_account',
      // Each in an entry of its own, for both tenants: which of the two is written to is no matter of order either.
      entry: told.flatMap((one) =>
        tenants.map(({ number }) => ({ id: META.wabaId, changes: [one(world, number)] })),
      ),
    }));
    const next = webhooks.values();
    const connection = async (): Promise<void> => {
      for (const webhook of next) expect((await postSigned(product.apiUrl, webhook)).status).toBe(200);
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  }

  it(
    'ends in the same state in whatever order, batches and repetitions it came',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          anyHistory.chain((told) => fc.tuple(fc.constant(told), anyArrangement(told))),
          async ([told, arrangement]) => {
            const [plain, wild] = [newWorld(), newWorld()];
            await tell([told], plain);
            await tell(arrangement, wild);
            await inboxIsEmpty(product.database, 90_000);
            for (const { id } of tenants) {
              expect(await finalStateOf(product.database, id, wild)).toEqual(
                await finalStateOf(product.database, id, plain),
              );
            }
          },
        ),
        { numRuns: runs(100, 1_000) },
      );
    },
    runs(600_000, 7_200_000),
  );

  it('is applied to the end, and nothing of it is set aside', async () => {
    expect(await product.database.query(`SELECT * FROM inbox_event WHERE state <> 'done'`)).toEqual([]);
    expect(await product.database.query('SELECT * FROM dead_letter')).toEqual([]);
  });

  it('raises no complaint', () => expect(product.complaints()).toEqual([]));
});
