import { Client } from '../support/client';
import { recordedWhile } from '../support/audit';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { META, messagesChange, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const CHANNELS = '/api/v1/channels';
const TOKEN = 'EAAGcanary0000000000000000000000000000000000001111';

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

describe('a number that is given up', () => {
  let product: Product;
  let admin: Client;
  let stranger: Client;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    admin = product.as('admin');
    stranger = product.as('owner', 'other');
  });
  afterAll(() => product.stop());

  const number = () => ({
    ...{ name: 'Support', wabaId: META.wabaId, displayPhoneNumber: '+15550100043', accessToken: TOKEN },
    phoneNumberId: String(606540352240000 + ++serial),
  });
  const connect = (wanted: object, client = admin) => client.post<Channel>(CHANNELS, wanted);
  const list = async (client = admin) => (await client.get<{ data: Channel[] }>(CHANNELS)).body.data;

  async function wroteTo(phoneNumberId: string, from: string): Promise<string> {
    const change = messagesChange({ messages: [textMessage({ from })] }, phoneNumberId);
    await postSigned(product.apiUrl, webhookOf(change));
    return eventually(
      'their message is here',
      async () => (await messagesWith(product.database, from))[0]?.conversationId,
    );
  }
  const reply = (conversationId: string) =>
    admin.post<{ code: string }>('/api/v1/messages', {
      conversationId,
      type: 'text',
      body: { body: 'Hello' },
    });

  it('is listed and asked about no more, and what was done is recorded', async () => {
    const { body } = await connect(number());
    const deeds = await recordedWhile(product.database, product.tenantId, async () => {
      expect(await admin.delete(`${CHANNELS}/${body.id}`)).toMatchObject({ status: 204 });
    });
    expect(deeds.map(({ action }) => action)).toEqual(['channel.disconnected']);
    expect((await list()).map(({ id }) => id)).not.toContain(body.id);
    const answers = [
      await admin.delete(`${CHANNELS}/${body.id}`),
      await admin.get(`${CHANNELS}/${body.id}/health`),
      await admin.patch(`${CHANNELS}/${body.id}`, { echoEnabled: true }),
      await admin.put(`${CHANNELS}/${body.id}/access-token`, { accessToken: TOKEN }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('leaves its conversations to be read, and sends nothing more', async () => {
    const wanted = number();
    const { body } = await connect(wanted);
    const conversationId = await wroteTo(wanted.phoneNumberId, '16505557001');
    await admin.delete(`${CHANNELS}/${body.id}`);
    const thread = await admin.get<{ data: unknown[] }>(`/api/v1/conversations/${conversationId}/messages`);
    expect([thread.status, thread.body.data.length]).toEqual([200, 1]);
    expect(await reply(conversationId)).toMatchObject({
      status: 422,
      body: { code: 'channel_disconnected' },
    });
  });

  it('has its waiting messages fail, and keeps nothing of its token', async () => {
    const wanted = number();
    const { body } = await connect(wanted);
    const conversationId = await wroteTo(wanted.phoneNumberId, '16505557002');
    await product.database.query(
      `UPDATE channel SET held_code = '190', held_until = now() + interval '1 hour' WHERE id = $1`,
      [body.id],
    );
    const queued = await admin.post<{ id: string }>('/api/v1/messages', {
      ...{ conversationId, type: 'text', body: { body: 'Hello' } },
    });
    expect(queued.status).toBe(201);
    await admin.delete(`${CHANNELS}/${body.id}`);
    await product.database.query(
      `UPDATE message SET next_attempt_at = now() WHERE id = $1 AND state = 'queued'`,
      [queued.body.id],
    );
    const failed = await eventually('it has failed', async () => {
      const answer = await admin.get<{ state: string; failure: { code: string } | null }>(
        `/api/v1/messages/${queued.body.id}`,
      );
      return answer.body.state === 'failed' && answer.body;
    });
    expect(failed.failure).toMatchObject({ code: 'channel_disconnected' });
    const [row] = await product.database.query(
      'SELECT access_token_last_four, access_token_fingerprint FROM channel WHERE id = $1',
      [body.id],
    );
    expect(row).toEqual({ access_token_last_four: null, access_token_fingerprint: null });
  });

  it('is free for another tenant, who sees nothing of what was said there', async () => {
    const wanted = number();
    const { body } = await connect(wanted);
    await wroteTo(wanted.phoneNumberId, '16505557003');
    expect((await connect(wanted, stranger)).status).toBe(409);
    await admin.delete(`${CHANNELS}/${body.id}`);
    const theirs = await connect(wanted, stranger);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(body.id);
    expect((await connect(wanted)).status).toBe(409);
    const { body: conversations } = await stranger.get<{ data: unknown[] }>('/api/v1/conversations');
    expect(conversations.data).toEqual([]);
  });

  it('goes on in the same conversations when the same tenant connects it again', async () => {
    const wanted = number();
    const first = await connect(wanted);
    const conversationId = await wroteTo(wanted.phoneNumberId, '16505557004');
    await admin.delete(`${CHANNELS}/${first.body.id}`);
    const again = await connect({ ...wanted, name: 'Support again' });
    expect(again).toMatchObject({
      status: 201,
      body: { id: first.body.id, name: 'Support again', held: null },
    });
    expect(again.body.version).toBeGreaterThan(first.body.version);
    expect((await list()).map(({ id }) => id)).toContain(first.body.id);
    expect((await reply(conversationId)).status).toBe(201);
    expect(await wroteTo(wanted.phoneNumberId, '16505557004')).toBe(conversationId);
  });

  it('is connected again once, however many try', async () => {
    const wanted = number();
    const { body } = await connect(wanted);
    await admin.delete(`${CHANNELS}/${body.id}`);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => connect(wanted, turn % 2 === 0 ? admin : stranger)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('is no place for what still comes for it: that is kept for whoever connects it', async () => {
    const wanted = number();
    const { body } = await connect(wanted);
    await admin.delete(`${CHANNELS}/${body.id}`);
    const change = messagesChange({ messages: [textMessage({ from: '16505557005' })] }, wanted.phoneNumberId);
    await postSigned(product.apiUrl, webhookOf(change));
    await inboxIsEmpty(product.database);
    expect(await messagesWith(product.database, '16505557005')).toEqual([]);
    const letters = await product.database.query(
      `SELECT 1 FROM dead_letter WHERE reason = 'unknown_channel' AND state = 'waiting'`,
    );
    expect(letters.length).toBeGreaterThan(0);
  });

  it('is given up by owners and admins, and no other tenant', async () => {
    const { body } = await connect(number());
    expect((await product.as('agent').delete(`${CHANNELS}/${body.id}`)).status).toBe(403);
    expect((await stranger.delete(`${CHANNELS}/${body.id}`)).status).toBe(404);
    expect((await list()).map(({ id }) => id)).toContain(body.id);
  });
});
