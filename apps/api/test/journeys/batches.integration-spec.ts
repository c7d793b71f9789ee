import { GraphStub } from '../support/graph-stub';
import { everythingSettled } from '../support/inbox';
import { messagesChange, META, newWamid, postSigned, statusUpdate, textMessage } from '../support/meta';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352249997';

describe('a webhook with many elements', () => {
  let product: Product;
  let graph: GraphStub;
  let other: string;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    other = await product.addTenant('other', OTHER_NUMBER, false);
    await product.startApi();
    // Two, as on two machines: they take turns, and nothing is done twice.
    await product.startWorker();
    await product.startWorker();
    await postBatch();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  /** Three entries of three changes of five messages and five statuses, for two tenants, and one without sense. */
  async function postBatch(): Promise<void> {
    const numbers = [META.phoneNumberId, OTHER_NUMBER, META.phoneNumberId];
    const entries = [0, 1, 2].map((entry) => ({
      id: META.wabaId,
      changes: [0, 1, 2].map((change) => {
        const messages = [1, 2, 3, 4, 5].map((serial) =>
          textMessage({ from: `165055${entry}${change}00${serial}`, body: `${entry}.${change}.${serial}` }),
        );
        const statuses = ['sent', 'delivered', 'read', 'failed', 'warning'].map((status) =>
          statusUpdate(newWamid(), status),
        );
        if (entry === 1 && change === 1) delete messages[2]?.['id'];
        return messagesChange({ messages, statuses }, numbers[change]);
      }),
    }));
    await postSigned(product.apiUrl, { object: 'whatsapp_business_account', entry: entries });
    await everythingSettled(product.database);
  }

  it('for two tenants is applied whole, but for the one element that makes no sense', async () => {
    const [counts] = await product.database.query(
      `SELECT (SELECT count(*) FROM message WHERE direction = 'inbound' AND tenant_id = $1)::int AS ours,
         (SELECT count(*) FROM message WHERE direction = 'inbound' AND tenant_id = $2)::int AS theirs,
         (SELECT count(*) FROM message_status WHERE tenant_id = $1)::int AS "ourStatuses",
         (SELECT count(*) FROM message_status WHERE tenant_id = $2)::int AS "theirStatuses",
         (SELECT count(*) FROM inbox_event WHERE state = 'done')::int AS done`,
      [product.tenantId, other],
    );
    expect(counts).toEqual({ ours: 30, theirs: 14, ourStatuses: 30, theirStatuses: 15, done: 89 });
    const letters = await product.database.query('SELECT detail, element FROM dead_letter');
    expect(letters).toMatchObject([
      {
        detail: 'We do not understand a message without an id.',
        element: { payload: { text: { body: '1.1.3' } } },
      },
    ]);
  });

  it('goes to each tenant with what was written to its own number', async () => {
    const misplaced = await product.database.query(
      `SELECT 1 FROM message WHERE (split_part(text, '.', 2) = '1') <> (tenant_id = $1) AND direction = 'inbound'`,
      [other],
    );
    expect(misplaced).toEqual([]);
  });

  it('is echoed once for each message, where the echo is on', async () => {
    const ours = graph.requests.filter(({ phoneNumberId }) => phoneNumberId === META.phoneNumberId);
    expect(new Set(ours.map(({ to }) => to)).size).toBe(30);
    expect(graph.requests).toHaveLength(30);
  });
});
