import { GraphStub } from '../support/graph-stub';
import { everythingSettled, messagesWith } from '../support/inbox';
import { messagesChange, newWamid, postSigned, textMessage, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';

describe('a message that comes more than once', () => {
  let product: Product;
  let graph: GraphStub;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.startApi();
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  async function isThereOnce(from: string): Promise<void> {
    await everythingSettled(product.database);
    const messages = await messagesWith(product.database, from);
    expect(messages.map(({ direction }) => direction)).toEqual(['inbound', 'outbound']);
    expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(graph.requests.filter(({ to }) => to === `+${from}`)).toHaveLength(1);
    expect(await product.database.query(`SELECT * FROM inbox_event WHERE state <> 'done'`)).toEqual([]);
    expect(product.complaints()).toEqual([]);
  }

  it('in the same bytes is there once, with one echo in one conversation', async () => {
    const webhook = textWebhook({ from: '16505550021' });
    for (let time = 0; time < 3; time++) {
      expect((await postSigned(product.apiUrl, webhook)).status).toBe(200);
      await everythingSettled(product.database);
    }
    await isThereOnce('16505550021');
  });

  it('at the same moment is there once', async () => {
    const webhook = textWebhook({ from: '16505550022' });
    const answers = await Promise.all(Array.from({ length: 12 }, () => postSigned(product.apiUrl, webhook)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await isThereOnce('16505550022');
  });

  it('in other bytes is there once, as it came first', async () => {
    const id = newWamid();
    await postSigned(product.apiUrl, textWebhook({ id, from: '16505550023', body: 'first' }));
    await everythingSettled(product.database);
    const second = textWebhook({ id, from: '16505550023', body: 'second', timestamp: '1600000000' });
    await postSigned(product.apiUrl, Buffer.from(`  ${JSON.stringify(second)}\n`));
    await isThereOnce('16505550023');
    expect((await messagesWith(product.database, '16505550023'))[0]?.text).toBe('first');
  });

  it('twice in one webhook is there once', async () => {
    const message = textMessage({ from: '16505550024' });
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message, message] })));
    await isThereOnce('16505550024');
  });

  it('is no duplicate of the same id on another number', async () => {
    const other = await product.addTenant('other', '106540352249998');
    const message = textMessage({ from: '16505550027' });
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] }, '106540352249998')));
    await everythingSettled(product.database);
    const rows = await product.database.query<{ tenantId: string }>(
      `SELECT tenant_id AS "tenantId" FROM message WHERE provider_message_id = $1`,
      [message['id']],
    );
    expect(rows.map(({ tenantId }) => tenantId).sort()).toEqual([product.tenantId, other].sort());
  });
});
