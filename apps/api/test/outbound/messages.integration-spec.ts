import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { echoTo, messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { sendsTo } from '../support/simulator-ledger';

interface Message {
  readonly id: string;
  readonly state: string;
  readonly text: string | null;
  readonly mayBeDuplicate: boolean;
  readonly failure: { readonly code: string } | null;
  readonly sentBy: { readonly kind: string; readonly id: string | null; readonly name: string } | null;
}

const MESSAGES = '/api/v1/messages';
const ANA = '16505551001';
const BEA = '16505551002';
/** Of a message that was read. */
const WRITTEN_DOWN = ['attempt accepted', 'status sent', 'status delivered', 'status read'];

describe('a message that a member or a program sends', () => {
  let product: Product;
  let ana: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    for (const from of [ANA, BEA]) await postSigned(product.apiUrl, textWebhook({ from, body: 'hello' }));
    ana = (await echoTo(product.database, ANA, 'read')).conversationId;
    await echoTo(product.database, BEA, 'read');
  });
  afterAll(() => product.stop());

  const text = (body: string, conversationId = ana) => ({ conversationId, type: 'text', body: { body } });
  const post = (message: object, headers?: Record<string, string>) =>
    product.as().post<Message>(MESSAGES, message, headers);
  const sent = async (body: string) =>
    (await sendsTo(product, ANA, 'graph.accepted')).filter(
      (one) => (one as { body?: unknown }).body === body,
    );
  const stateOf = async (id: string) => (await product.as().get<Message>(`${MESSAGES}/${id}`)).body.state;
  const traceOf = async (id: string) => {
    const { body } = await product
      .as()
      .get<{ events: { kind: string; outcome: string | null }[] }>(`${MESSAGES}/${id}/trace`);
    return body.events.map(({ kind, outcome }) => `${kind} ${outcome ?? ''}`.trim());
  };
  /** By whoever got it; who sent it may write down the answer later, and the earlier statuses may come later. */
  const isRead = (id: string) =>
    eventually('it is read, and all of it is written down', async () => {
      const trace = await traceOf(id);
      return (await stateOf(id)) === 'read' && WRITTEN_DOWN.every((event) => trace.includes(event));
    });
  const later = (id: string) =>
    product.database.query(`UPDATE message SET next_attempt_at = now() + interval '1 hour' WHERE id = $1`, [
      id,
    ]);

  it('is queued, sent once, and tells what happened to it', async () => {
    const { status, body } = await post(text('How can I help?'));
    expect([status, body.text]).toEqual([201, 'How can I help?']);
    await isRead(body.id);
    expect(await sent('How can I help?')).toHaveLength(1);
    expect(await traceOf(body.id)).toEqual(expect.arrayContaining(['queued', ...WRITTEN_DOWN]));
  });

  it('is one message and one send, however many ask with one key at once', async () => {
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(text('only once'), headers)));
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await isRead(id);
    expect(await sent('only once')).toHaveLength(1);
  });

  it('is refused with every fault of its body, each at its place', async () => {
    const { status, body } = await product
      .as()
      .post<{ errors: { pointer: string; code: string }[] }>(MESSAGES, {
        ...text(''),
        body: { body: 'x'.repeat(5_000), surprise: true },
      });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/\/body\/text\/body|\/body\/body/);
    expect(JSON.stringify(body)).toMatch(/too_long/);
  });

  it('is refused a day after the person wrote last, with what to do instead', async () => {
    await product.database.query(
      `UPDATE message SET occurred_at = occurred_at - interval '25 hours'
       WHERE direction = 'inbound' AND conversation_id <> $1`,
      [ana],
    );
    const bea = (await messagesWith(product.database, BEA))[0]?.conversationId;
    const { status, body } = await product
      .as()
      .post<{ code: string; detail: string }>(MESSAGES, text('hi', bea));
    expect([status, body.code]).toEqual([422, 'window_closed']);
    expect(body.detail).toMatch(/template/i);
  });

  it('can be cancelled while it waits, and not afterwards', async () => {
    await product.database.query(
      `UPDATE channel SET held_code = 'test', held_until = now() + interval '1 hour'`,
    );
    const { body } = await post(text('never mind'));
    await later(body.id);
    expect(await product.as().post(`${MESSAGES}/${body.id}/cancel`, {})).toMatchObject({
      status: 200,
      body: { state: 'failed', failure: { code: 'cancelled' } },
    });
    expect(await product.as().post(`${MESSAGES}/${body.id}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'message_not_waiting' },
    });
    await product.database.query(`UPDATE channel SET held_code = NULL, held_until = NULL`);
    expect(await sent('never mind')).toEqual([]);
  });

  it('can be sent again when it failed or may have been lost, which is said of it, and not when it was sent', async () => {
    const { body: first } = await post(text('again?'));
    await isRead(first.id);
    expect((await product.as().post(`${MESSAGES}/${first.id}/resend`, {})).status).toBe(409);
    await product.database.query(`UPDATE message SET state = 'unknown', unknown_at = NULL WHERE id = $1`, [
      first.id,
    ]);
    const again = await product.as().post<Message>(`${MESSAGES}/${first.id}/resend`, {});
    expect(again).toMatchObject({ status: 201, body: { text: 'again?', mayBeDuplicate: true } });
    await isRead(again.body.id);
    expect(await sent('again?')).toHaveLength(2);
  });

  it('tells who had it sent: the member or the program, and nobody of what came by itself', async () => {
    const agent = await product.person('agent');
    const { body: theirs } = await product.as('agent').post<Message>(MESSAGES, text('by me'));
    expect(theirs.sentBy).toEqual({ kind: 'member', id: agent.memberId, name: 'agent of demo' });
    const key = await product.as().post<{ id: string; token: string }>('/api/v1/api-keys', {
      name: 'Shop',
      scopes: ['messages.send', 'conversations.read'],
    });
    const { body: programs } = await product
      .withKey(key.body.token)
      .post<Message>(MESSAGES, text('by a shop'));
    expect(programs.sentBy).toEqual({ kind: 'api_key', id: key.body.id, name: 'Shop' });
    const thread = await product
      .as()
      .get<{ data: Message[] }>(`/api/v1/conversations/${ana}/messages?limit=100`);
    expect(thread.body.data.find(({ text: words }) => words === 'hello')?.sentBy).toBeNull();
    await Promise.all([isRead(theirs.id), isRead(programs.id)]);
  });

  it('stays, with the name of whoever sent it, when they leave', async () => {
    const { body } = await product.as('admin').post<Message>(MESSAGES, text('goodbye'));
    const { memberId } = await product.person('admin');
    expect((await product.as().delete(`/api/v1/members/${memberId}`)).status).toBeLessThan(300);
    const { body: kept } = await product.as().get<Message>(`${MESSAGES}/${body.id}`);
    expect(kept.sentBy).toEqual({ kind: 'member', id: memberId, name: 'admin of demo' });
    await isRead(body.id);
  });

  it('that is sent again is whoever sends it again', async () => {
    const { body: first } = await product.as('agent').post<Message>(MESSAGES, text('whose?'));
    await isRead(first.id);
    await product.database.query(`UPDATE message SET state = 'unknown', unknown_at = NULL WHERE id = $1`, [
      first.id,
    ]);
    const { body: again } = await product.as().post<Message>(`${MESSAGES}/${first.id}/resend`, {});
    expect([first.sentBy?.name, again.sentBy?.name]).toEqual(['agent of demo', 'owner of demo']);
    await isRead(again.id);
  });

  it('is not sent by somebody who only looks on', async () => {
    expect((await product.as('viewer').post(MESSAGES, text('no'))).status).toBe(403);
  });

  it('is in the list of what was sent, by its state', async () => {
    const all = await product.as().get<{ data: Message[] }>(`${MESSAGES}?state=failed`);
    expect(all.body.data.map(({ failure }) => failure?.code)).toEqual(['cancelled']);
  });

  it('is in the list by its number, its conversation and since when, page by page', async () => {
    type Page = { data: Message[]; nextCursor: string | null };
    const list = async (filter: string) => (await product.as().get<Page>(`${MESSAGES}?${filter}`)).body;
    const idsOf = ({ data }: Page) => data.map(({ id }) => id);
    const { body: earlier } = await post(text('earlier'));
    const since = new Date().toISOString();
    const later = [];
    for (const words of ['one', 'two', 'three']) later.unshift((await post(text(words))).body.id);
    const [channel] = await product.database.query<{ id: string }>('SELECT id FROM channel');

    expect(idsOf(await list(`since=${since}`))).toEqual(later);
    expect(idsOf(await list('since=0001-01-01T00:00:00Z'))).toEqual(idsOf(await list('')));
    expect(idsOf(await list('since=9999-12-31T00:00:00Z'))).toEqual([]);
    const first = await list(`conversationId=${ana}&limit=2`);
    expect(idsOf(first)).toEqual(later.slice(0, 2));
    const second = await list(`conversationId=${ana}&limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(idsOf(second)).toEqual([later[2], earlier.id]);
    expect(idsOf(await list(`channelId=${channel?.id ?? ''}&since=${since}`))).toEqual(later);
    for (const nobodys of [`channelId=${newId()}`, `conversationId=${newId()}`])
      expect((await list(nobodys)).data).toEqual([]);
    await isRead(later[0] ?? '');
  });
});
