import { GraphStub } from '../support/graph-stub';
import { echoTo, everythingSettled, inboxIsEmpty, messagesWith, StoredMessage } from '../support/inbox';
import { messagesChange, newWamid, postSigned, statusUpdate, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352249996';
const SECOND_NUMBER = '106540352249993';
const T = 1_790_000_000;

interface MessageView {
  state: string;
  failure: { code: string; reason: string } | null;
  sentAt: string | null;
  deliveredAt: string | null;
  readAt: string | null;
  failedAt: string | null;
}

describe('the statuses of a message', () => {
  let product: Product;
  let graph: GraphStub;
  let people = 0;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.addTenant('other', OTHER_NUMBER);
    await product.addTenant('demo', SECOND_NUMBER);
    await product.startApi();
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  /** Somebody new writes; answers the echo, once Graph has accepted it. */
  async function sentMessage(): Promise<StoredMessage & { phone: string; wamid: string }> {
    const phone = `1650556${String(++people).padStart(4, '0')}`;
    await postSigned(product.apiUrl, textWebhook({ from: phone }));
    const echo = await echoTo(product.database, phone, 'sent');
    return { ...echo, phone, wamid: echo.wamid ?? '' };
  }

  const statusOf = (wamid: string, status: string, more: Record<string, unknown> = {}) =>
    statusUpdate(wamid, status, { timestamp: String(T), ...more });

  async function report(statuses: unknown[], number?: string): Promise<void> {
    await postSigned(product.apiUrl, webhookOf(messagesChange({ statuses }, number)));
    await inboxIsEmpty(product.database);
  }

  async function view({ conversationId, id }: StoredMessage): Promise<MessageView> {
    const { body } = await product
      .as()
      .get<{ data: (MessageView & { id: string })[] }>(`/api/v1/conversations/${conversationId}/messages`);
    const found = body.data.find((message) => message.id === id);
    if (found === undefined) throw new Error('The message is not in its conversation.');
    return found;
  }

  it('move it upward, each with its time', async () => {
    const message = await sentMessage();
    await report([statusOf(message.wamid, 'delivered', { timestamp: String(T + 1) })]);
    expect(await view(message)).toMatchObject({ state: 'delivered', readAt: null });
    await report([statusOf(message.wamid, 'read', { timestamp: String(T + 2) })]);
    expect(await view(message)).toMatchObject({
      state: 'read',
      deliveredAt: new Date((T + 1) * 1000).toISOString(),
      readAt: new Date((T + 2) * 1000).toISOString(),
      failure: null,
    });
  });

  it('end in the same state in whatever order they come', async () => {
    const words = ['sent', 'delivered', 'read'];
    const orders = words.flatMap((one) =>
      words
        .filter((two) => two !== one)
        .map((two) => [one, two, ...words.filter((w) => w !== one && w !== two)]),
    );
    const messages = await Promise.all(orders.map(sentMessage));
    for (const place of [0, 1, 2]) {
      await report(messages.map(({ wamid }, index) => statusOf(wamid, orders[index]?.[place] ?? '')));
    }
    const states = await Promise.all(messages.map(async (message) => (await view(message)).state));
    expect(states).toEqual(Array(6).fill('read'));
  });

  it('do not lower it when `sent` comes late', async () => {
    const message = await sentMessage();
    await report([statusOf(message.wamid, 'read')]);
    await report([statusOf(message.wamid, 'sent')]);
    expect((await view(message)).state).toBe('read');
  });

  it('say why it failed', async () => {
    const message = await sentMessage();
    const errors = [
      { code: 131026, title: 'Message undeliverable', error_data: { details: 'Not on WhatsApp.' } },
    ];
    await report([statusOf(message.wamid, 'failed', { errors })]);
    expect(await view(message)).toMatchObject({
      state: 'failed',
      failure: { code: '131026', reason: 'Not on WhatsApp.' },
      failedAt: new Date(T * 1000).toISOString(),
    });
  });

  it('do not call it failed once it was delivered', async () => {
    const message = await sentMessage();
    await report([statusOf(message.wamid, 'delivered'), statusOf(message.wamid, 'failed')]);
    expect(await view(message)).toMatchObject({ state: 'delivered', failure: null });
  });

  it('are kept once each, however often they come', async () => {
    const message = await sentMessage();
    const status = statusOf(message.wamid, 'delivered');
    await report([status, status]);
    await report([{ ...status, timestamp: String(T + 50) }]);
    const rows = await product.database.query(
      'SELECT status FROM message_status WHERE provider_message_id = $1',
      [message.wamid],
    );
    expect(rows).toEqual([{ status: 'delivered' }]);
    expect((await view(message)).deliveredAt).toBe(new Date(T * 1000).toISOString());
  });

  it('keep the earliest time when one of them is told again for another name of the person', async () => {
    const message = await sentMessage();
    await report([statusOf(message.wamid, 'delivered', { timestamp: String(T + 5) })]);
    const again = { timestamp: String(T + 9), recipient_user_id: 'US.1' };
    await report([statusOf(message.wamid, 'delivered', again)]);
    expect((await view(message)).deliveredAt).toBe(new Date((T + 5) * 1000).toISOString());
    await report([statusOf(message.wamid, 'delivered', { timestamp: String(T + 1), recipient_id: 'US.1' })]);
    expect((await view(message)).deliveredAt).toBe(new Date((T + 1) * 1000).toISOString());
  });

  it('are kept, and move nothing, when their word is new to us', async () => {
    const message = await sentMessage();
    await report([statusOf(message.wamid, 'warning'), statusOf(message.wamid, 'constructor')]);
    expect((await view(message)).state).toBe('sent');
  });

  it('count also when they come before we know the id of the message', async () => {
    const wamid = newWamid();
    await report([statusOf(wamid, 'read'), statusOf(wamid, 'sent')]);
    graph.wamidFor = () => wamid;
    try {
      const phone = '16505560900';
      await postSigned(product.apiUrl, textWebhook({ from: phone }));
      const echo = await echoTo(product.database, phone, 'read');
      expect(await view(echo)).toMatchObject({ state: 'read', readAt: new Date(T * 1000).toISOString() });
    } finally {
      graph.wamidFor = ({ callbackData }) => `wamid.${callbackData}`;
    }
  });

  it('change nothing when no message of ours has such an id', async () => {
    const before = await product.database.query('SELECT id, state FROM message ORDER BY id');
    await report([statusOf('wamid.nobody', 'read')]);
    expect(await product.database.query('SELECT id, state FROM message ORDER BY id')).toEqual(before);
  });

  it('change nothing for another tenant, neither by the id of Meta nor by ours', async () => {
    const message = await sentMessage();
    const errors = [{ code: 1, title: 'planted' }];
    await report(
      [
        statusOf(message.wamid, 'read', { biz_opaque_callback_data: message.id }),
        statusOf(newWamid(), 'failed', { biz_opaque_callback_data: message.id, errors }),
      ],
      OTHER_NUMBER,
    );
    expect(await view(message)).toMatchObject({ state: 'sent', failure: null, readAt: null });
  });

  it('change nothing when they come for another number of the same tenant', async () => {
    const message = await sentMessage();
    await report([statusOf(message.wamid, 'read')], SECOND_NUMBER);
    expect((await view(message)).state).toBe('sent');
  });

  it('do not move what a person wrote to us', async () => {
    const id = newWamid();
    await postSigned(product.apiUrl, textWebhook({ id, from: '16505560901' }));
    await everythingSettled(product.database);
    await report([statusOf(id, 'read')]);
    const [received] = await messagesWith(product.database, '16505560901');
    expect(received?.state).toBe('received');
  });

  it('raise no complaint', () => expect(product.complaints()).toEqual([]));
});
