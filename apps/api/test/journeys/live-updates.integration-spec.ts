import { eventually } from '../support/eventually';
import { everythingSettled } from '../support/inbox';
import {
  messagesChange,
  postSigned,
  statusUpdate,
  textMessage,
  textWebhook,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';
import { GraphStub } from '../support/graph-stub';
import { SseClient } from '../support/sse-client';

const OTHER_NUMBER = '106540352249994';

describe('the live updates of a tenant', () => {
  let product: Product;
  let graph: GraphStub;
  let client: SseClient;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.addTenant('other', OTHER_NUMBER);
    await product.startApi();
    await product.startWorker();
  });
  // As a browser listens: its EventSource sends the cookie, and no header of ours.
  beforeEach(async () => {
    const listener = product.signedIn(() => product.person());
    client = await SseClient.open(listener, '/api/v1/events?tenant=demo');
  });
  afterEach(() => client.close());
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const heardOf = (conversationId: string) =>
    client.heard.filter(
      ({ type, data }) =>
        type === 'conversation.changed' &&
        (data as { conversationId: string }).conversationId === conversationId,
    );

  async function conversationWith(phone: string): Promise<{ id: string }> {
    return eventually(`a conversation with ${phone}`, async () => {
      const [row] = await product.database.query<{ id: string }>(
        `SELECT conversation.id FROM conversation JOIN contact_identity USING (contact_id) WHERE value = $1`,
        [phone],
      );
      return row;
    });
  }

  it('come as a stream that no cache keeps', () => {
    expect(client.response.status).toBe(200);
    expect(client.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(client.response.headers.get('cache-control')).toMatch(/no-cache|no-store/);
  });

  it('tell which conversation changed, when a message comes and when its echo is sent', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550071' }));
    const { id } = await conversationWith('16505550071');
    await eventually('both were heard', () => heardOf(id).length >= 2);
  });

  it('tell of a status', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550072' }));
    const { id } = await conversationWith('16505550072');
    await everythingSettled(product.database);
    const [echo] = await product.database.query<{ wamid: string }>(
      `SELECT provider_message_id AS wamid FROM message WHERE conversation_id = $1 AND direction = 'outbound'`,
      [id],
    );
    await eventually('the send was heard', () => heardOf(id).length >= 2);
    const before = heardOf(id).length;
    const status = statusUpdate(String(echo?.wamid), 'read');
    await postSigned(product.apiUrl, webhookOf(messagesChange({ statuses: [status] })));
    await eventually('the status was heard', () => heardOf(id).length > before);
  });

  it('tell nothing of another tenant, and not what was written', async () => {
    const message = textMessage({ from: '16505550073', body: 'to somebody else' });
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] }, OTHER_NUMBER)));
    const { id: theirs } = await conversationWith('16505550073');
    await everythingSettled(product.database);
    await postSigned(product.apiUrl, textWebhook({ from: '16505550074', body: 'to us' }));
    const { id: ours } = await conversationWith('16505550074');
    await eventually('ours was heard', () => heardOf(ours).length >= 2);
    expect(heardOf(theirs)).toEqual([]);
    expect(JSON.stringify(client.heard)).not.toMatch(/to us|to somebody else|1650555007/);
  });

  it('say that something may have been missed when the listening connection was lost', async () => {
    await product.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'parley-realtime' AND datname = current_database()`,
    );
    await eventually('a reset was heard', () => client.heard.some(({ type }) => type === 'reset'));
    await postSigned(product.apiUrl, textWebhook({ from: '16505550075' }));
    const { id } = await conversationWith('16505550075');
    await eventually('changes are heard again', () => heardOf(id).length > 0);
  });
});
