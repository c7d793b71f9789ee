import { newId } from '../../src/kernel/ids';
import { instantOf } from '../../src/messaging/inspection/id-range';
import { recordedIn } from '../support/audit';
import { Client } from '../support/client';
import { inboxIsEmpty } from '../support/inbox';
import {
  META,
  messagesChange,
  newWamid,
  postSigned,
  statusUpdate,
  textMessage,
  textWebhook,
  webhookOf,
} from '../support/meta';
import { newOperator, newPhoneNumberId, OPERATOR, textTo } from '../support/operator';
import { Product } from '../support/product';

const DELIVERIES = `${OPERATOR}/webhook-deliveries`;
const HOUR_MS = 3_600_000;

interface Delivery {
  readonly id: string;
  readonly receivedAt: string;
  readonly byteSize: number;
  readonly signature: { verdict: string; signedWith: string | null };
  readonly explodedAt: string | null;
  readonly elements: { total: number; done: number; waiting: number; dead: number };
  readonly tenants: { slug: string; name: string }[];
}

interface Page {
  readonly data: Delivery[];
  readonly nextCursor: string | null;
  readonly searchedBackTo: string | null;
}

interface Detail extends Delivery {
  readonly body: { text: string | null; base64: string | null };
  readonly events: {
    kind: string;
    type: string | null;
    tenant: { slug: string };
    state: string;
    produced: { kind: string; id: string | null; conversationId: string | null } | null;
  }[];
  readonly deadLetters: { reason: string }[];
}

describe('the log of webhooks', () => {
  let product: Product;
  let operator: Client;
  let otherTenantId: string;
  const otherNumber = newPhoneNumberId();
  const unknownNumber = newPhoneNumberId();
  const wamid = newWamid();
  const sent: string[] = [];

  beforeAll(async () => {
    product = await Product.create();
    otherTenantId = await product.addTenant('other', otherNumber, false);
    await product.startApi();
    await product.startWorker();
    operator = newOperator(product).client;
    const post = async (body: Buffer | object, secret?: string): Promise<void> => {
      const before = await newest();
      expect((await postSigned(product.apiUrl, body, secret)).status).toBe(200);
      const now = await newest();
      expect(now).not.toBe(before);
      sent.push(now ?? '');
    };
    await post(textWebhook({ id: wamid, from: '16505550021' }));
    await inboxIsEmpty(product.database);
    await post(textTo(otherNumber, { from: '16505550022' }), META.olderAppSecret);
    await post(textTo(unknownNumber, { from: '16505550023', id: 'wamid.a/b+c==' }));
    await post(Buffer.from([0x7b, 0xff, 0x00]));
    const theirs = messagesChange({ messages: [textMessage({ from: '16505550024' })] }, otherNumber);
    const ours = messagesChange({
      messages: [textMessage({ from: '16505550025' }), 7],
      statuses: [statusUpdate(wamid, 'warned')],
    });
    await post(webhookOf(ours, theirs));
    await inboxIsEmpty(product.database);
  });
  afterAll(() => product.stop());

  async function newest(): Promise<string | undefined> {
    const [row] = await product.database.query<{ id: string }>(
      'SELECT id FROM webhook_delivery ORDER BY id DESC LIMIT 1',
    );
    return row?.id;
  }

  const list = async (query = ''): Promise<Page> => (await operator.get<Page>(`${DELIVERIES}${query}`)).body;
  const found = async (query: string): Promise<number[]> =>
    (await list(query)).data.map(({ id }) => sent.indexOf(id)).sort();
  const detail = async (index: number): Promise<Detail> =>
    (await operator.get<Detail>(`${DELIVERIES}/${sent[index]}`)).body;

  it('is in order, newest first, with what became of each', async () => {
    const { data, nextCursor, searchedBackTo } = await list();
    expect(data.map(({ id }) => id)).toEqual(sent.toReversed());
    expect([nextCursor, searchedBackTo]).toEqual([null, null]);
    expect(data[4]).toEqual({
      id: sent[0],
      provider: 'whatsapp',
      receivedAt: expect.any(String) as string,
      byteSize: expect.any(Number) as number,
      signature: { verdict: 'valid', signedWith: expect.stringMatching(/^[0-9a-f]+$/) as string },
      source: expect.any(String) as string,
      explodedAt: expect.any(String) as string,
      attempts: expect.any(Number) as number,
      elements: { total: 1, done: 1, waiting: 0, dead: 0 },
      tenants: [{ slug: 'demo', name: 'demo' }],
    });
    expect(data[0]).toMatchObject({ elements: { total: 4, done: 3, waiting: 0, dead: 1 } });
    expect(data[0]?.tenants.map(({ slug }) => slug).sort()).toEqual(['demo', 'other']);
    expect(data[1]).toMatchObject({ elements: { total: 1, done: 0, dead: 1 }, tenants: [] });
    expect(data[3]?.signature.signedWith).not.toBe(data[4]?.signature.signedWith);
  });

  it('is read page by page, without a gap or a repetition', async () => {
    const seen: string[] = [];
    let page = await list('?limit=2');
    for (;;) {
      seen.push(...page.data.map(({ id }) => id));
      if (page.nextCursor === null) break;
      expect(seen.length).toBeLessThan(20);
      expect(page.data).toHaveLength(2);
      expect(page.searchedBackTo).toBe(page.data[1]?.receivedAt);
      page = await list(`?limit=2&cursor=${page.nextCursor}`);
    }
    expect(seen).toEqual(sent.toReversed());
  });

  it('finds what is troubled, what waits, and whose it is', async () => {
    expect(await found('?state=troubled')).toEqual([2, 3, 4]);
    expect(await found('?state=exploded')).toEqual([0, 1, 2, 3, 4]);
    expect(await found('?state=waiting')).toEqual([]);
    expect(await found('?tenantSlug=demo')).toEqual([0, 4]);
    expect(await found('?tenantSlug=other')).toEqual([1, 4]);
    expect(await found('?tenantSlug=other&state=troubled')).toEqual([4]);
  });

  it('is searched for the text of a body, also as Meta escapes it', async () => {
    expect(await found(`?search=${unknownNumber}`)).toEqual([2]);
    expect(await found(`?search=${encodeURIComponent(wamid)}`)).toEqual([0, 4]);
    expect(await found(`?search=${encodeURIComponent('wamid.a/b+c==')}`)).toEqual([2]);
    expect(await found('?search=no-such-text')).toEqual([]);
    // Nothing in it is a pattern.
    expect(await found('?search=wamid%25')).toEqual([]);
    expect(await found('?search=____')).toEqual([]);
  });

  it('is searched for two days back, and says so', async () => {
    const { searchedBackTo } = await list('?search=no-such-text');
    const hours = (Date.now() - Date.parse(searchedBackTo ?? '')) / HOUR_MS;
    expect(hours).toBeGreaterThan(47.9);
    expect(hours).toBeLessThan(48.1);
    const old = new Date(Date.now() - 49 * HOUR_MS).toISOString();
    const refused = await operator.get<{ code: string; errors: object[] }>(
      `${DELIVERIES}?search=text&to=${old}`,
    );
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/to', code: 'too_long_ago' }] },
    });
    expect(await found(`?to=${old}`)).toEqual([]);
  });

  it('is cut by time', async () => {
    // Of the id, which is made a moment before the row is written, by a clock that is read as well as may be.
    const at = instantOf(sent[2] ?? '').toISOString();
    expect(await found(`?from=${at}`)).toEqual([2, 3, 4]);
    expect(await found(`?to=${at}`)).toEqual([0, 1]);
    expect(await found('?from=2100-01-01T00:00:00Z')).toEqual([]);
    expect(await found('?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z')).toHaveLength(5);
  });

  it.each([
    '?state=done',
    '?tenantSlug=nobody',
    '?search=abc',
    `?search=${'x'.repeat(201)}`,
    '?search=text%00text',
    '?search=text&search=other',
    '?from=yesterday',
    '?to=2026-02-30T00:00:00Z',
    '?limit=1000',
    '?cursor=%00',
    '?q=text',
  ])('is not asked with %s', async (query) => {
    const { status, body } = await operator.get<{ code: string }>(`${DELIVERIES}${query}`);
    expect([status, body.code]).toEqual([400, 'invalid_input']);
  });

  it('reads no day that it was not asked for', async () => {
    const plan = await product.database.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM webhook_delivery WHERE id >= first_id_of(current_date) AND id < first_id_of(current_date + 1)
       ORDER BY id DESC LIMIT 10`,
    );
    const days = plan.map((line) => /webhook_delivery_(\w+)/.exec(line['QUERY PLAN'])?.[1]).filter(Boolean);
    expect(new Set(days).size).toBeLessThanOrEqual(2);
  });

  it('shows the bytes of a webhook as they came', async () => {
    expect((await detail(3)).body).toEqual({
      text: null,
      base64: Buffer.from([0x7b, 0xff, 0x00]).toString('base64'),
    });
    const { body, byteSize } = await detail(0);
    expect(Buffer.byteLength(body.text ?? '')).toBe(byteSize);
    expect(JSON.parse(body.text ?? '')).toMatchObject({ object: 'whatsapp_business_account' });
  });

  it('shows what a webhook produced, of every tenant in it', async () => {
    const { events, deadLetters } = await detail(4);
    expect(events.map(({ kind, type, tenant, state }) => [kind, type, tenant.slug, state])).toEqual(
      expect.arrayContaining([
        ['message', 'text', 'demo', 'done'],
        ['status', 'warned', 'demo', 'done'],
        ['message', 'text', 'other', 'done'],
      ]),
    );
    expect(deadLetters.map(({ reason }) => reason)).toEqual(['not_understood']);
    for (const { kind, produced, tenant } of events) {
      expect(produced).toMatchObject({ kind, id: expect.any(String) as string });
      if (kind !== 'message') continue;
      const rows = await product.database.query(
        `SELECT 1 FROM message JOIN tenant ON tenant.id = tenant_id
         WHERE message.id = $1 AND conversation_id = $2 AND slug = $3`,
        [produced?.id, produced?.conversationId, tenant.slug],
      );
      expect(rows).toHaveLength(1);
    }
  });

  it('tells every tenant whose data is in a webhook that it was opened, and nobody else', async () => {
    const openings = async (tenantId: string) =>
      (await recordedIn(product.database, tenantId)).filter(
        ({ action }) => action === 'webhook_delivery.opened',
      ).length;
    const counts = async () => [await openings(product.tenantId), await openings(otherTenantId)];
    const [ours = 0, theirs = 0] = await counts();
    await detail(1);
    expect(await counts()).toEqual([ours, theirs + 1]);
    await detail(4);
    expect(await counts()).toEqual([ours + 1, theirs + 2]);
    await detail(2);
    await list();
    expect(await counts()).toEqual([ours + 1, theirs + 2]);
    const [event] = await product.database.query(
      `SELECT target_id, actor_kind FROM audit_event WHERE action = 'webhook_delivery.opened' AND tenant_id = $1
       ORDER BY sequence DESC LIMIT 1`,
      [otherTenantId],
    );
    expect(event).toEqual({ target_id: sent[4], actor_kind: 'user' });
  });

  it('tells the log who opened a webhook that is known to be of nobody, and who searched', async () => {
    const { client, person } = newOperator(product);
    const { userId } = await person;
    const linesOf = () =>
      product.logLines
        .map((line) => JSON.parse(line) as { msg: string; actor?: { id: string }; target?: object })
        .filter(({ actor }) => actor?.id === userId);
    await client.get(DELIVERIES);
    expect(linesOf()).toEqual([]);
    await client.get(`${DELIVERIES}/${sent[2]}`);
    await client.get(`${DELIVERIES}?search=${unknownNumber}`);
    const lines = linesOf();
    expect(lines).toMatchObject([
      { msg: 'an operator opened what was received', target: { kind: 'webhook_delivery', id: sent[2] } },
      { msg: 'an operator searched the bodies of webhooks', actor: { kind: 'user', id: userId } },
    ]);
    // What is looked for may be a customer's number.
    expect(JSON.stringify(lines)).not.toContain(unknownNumber);
  });

  it('has nothing of what was never received', async () => {
    for (const id of [newId(), 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'x', '%00'])
      expect((await operator.get(`${DELIVERIES}/${id}`)).status).toBe(404);
  });

  it('opens several webhooks of the same tenants at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => operator.get(`${DELIVERIES}/${sent[index % sent.length]}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });
});
