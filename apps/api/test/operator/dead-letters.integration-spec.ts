import { newId } from '../../src/kernel/ids';
import { recordedIn, recordedWhile } from '../support/audit';
import { Client } from '../support/client';
import { inboxIsEmpty } from '../support/inbox';
import { messagesChange, newWamid, postSigned, textMessage, webhookOf } from '../support/meta';
import { newOperator, newPhoneNumberId, OPERATOR, postTexts, textTo } from '../support/operator';
import { Product } from '../support/product';

const LETTERS = `${OPERATOR}/dead-letters`;
const GROUPS = `${OPERATOR}/dead-letter-groups`;

interface Letter {
  readonly id: string;
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly stage: string;
  readonly reason: string;
  readonly tenant: { slug: string; name: string } | null;
  readonly receivedAt: string;
}

interface Page {
  readonly data: Letter[];
  readonly nextCursor: string | null;
}

interface Group {
  readonly stage: string;
  readonly reason: string;
  readonly detail: string;
  readonly waiting: number;
  readonly tenants: unknown[];
  readonly oldestAt: string;
  readonly newestAt: string;
}

describe('dead letters', () => {
  let product: Product;
  let operator: Client;
  const unknownNumber = newPhoneNumberId();

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
    operator = newOperator(product).client;
    await postTexts(product, unknownNumber, 5);
    await postTexts(product, newPhoneNumberId(), 1);
    await postSigned(product.apiUrl, Buffer.from('{"object":'));
    await postSigned(product.apiUrl, Buffer.from([0xff, 0xfe, 0x00]));
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [7, textMessage()] })));
    await inboxIsEmpty(product.database);
    await product.database.query(
      `UPDATE dead_letter SET tenant_id = $1, stage = 'apply', reason = 'apply_failed' WHERE reason = 'not_understood'`,
      [product.tenantId],
    );
  });
  afterAll(() => product.stop());

  const list = async (query = ''): Promise<Page> => (await operator.get<Page>(`${LETTERS}${query}`)).body;

  it('are grouped by cause, the largest group first, with the commonest detail and whose they are', async () => {
    const { status, body } = await operator.get<{ data: Group[] }>(GROUPS);
    expect(status).toBe(200);
    expect(body.data).toEqual([
      {
        stage: 'route',
        reason: 'unknown_channel',
        detail: `No channel is connected for ${unknownNumber}.`,
        waiting: 6,
        oldestAt: expect.any(String) as string,
        newestAt: expect.any(String) as string,
        tenants: [],
      },
      expect.objectContaining({ stage: 'explode', reason: 'not_json', waiting: 2 }),
      expect.objectContaining({
        stage: 'apply',
        reason: 'apply_failed',
        waiting: 1,
        tenants: [{ slug: 'demo', name: 'demo' }],
      }),
    ]);
    for (const { oldestAt, newestAt } of body.data) expect(oldestAt <= newestAt).toBe(true);
  });

  it('are listed newest first, page by page, without a gap or a repetition', async () => {
    const all = (await list()).data.map(({ id }) => id);
    expect(all).toHaveLength(9);
    expect(all).toEqual([...all].sort().reverse());
    const seen: string[] = [];
    let page = await list('?limit=2');
    for (;;) {
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data.map(({ id }) => id));
      if (page.nextCursor === null) break;
      expect(seen.length).toBeLessThan(20);
      page = await list(`?limit=2&cursor=${page.nextCursor}`);
    }
    expect(seen).toEqual(all);
  });

  it.each([
    ['?stage=route', 6],
    ['?reason=not_json', 2],
    ['?stage=route&reason=not_json', 0],
    ['?tenantSlug=demo', 1],
    ['?state=replayed', 0],
    ['?state=waiting&limit=1', 1],
  ])('are found by %s', async (query, count) => {
    expect((await list(query)).data).toHaveLength(count);
  });

  it.each([
    '?stage=send',
    '?reason=%27%20OR%201=1',
    '?reason=a%00b',
    '?tenantSlug=nobody',
    '?tenantSlug=%00',
    '?state=dead',
    '?limit=0',
    '?limit=101',
    '?cursor=x',
    '?cursor=MjAyNi0wMS0wMSAwMDowMDowMCswMHwx',
    '?states=waiting',
    '?stage=route&stage=apply',
  ])('are not looked for with %s', async (query) => {
    const { status, body } = await operator.get<{ code: string }>(`${LETTERS}${query}`);
    expect([status, body.code]).toEqual([400, 'invalid_input']);
  });

  it('can be opened, which the trail of their tenant tells', async () => {
    const [letter] = (await list('?tenantSlug=demo')).data;
    const { person, client } = newOperator(product);
    const open = async () => {
      const { status, body } = await client.get(`${LETTERS}/${letter?.id}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ ...letter, tenant: { slug: 'demo', name: 'demo' }, body: null });
      expect((body as { element: unknown }).element).toEqual(expect.any(Object));
    };
    expect(await recordedWhile(product.database, product.tenantId, open)).toEqual([
      {
        action: 'dead_letter.opened',
        before: null,
        after: null,
        target_name: null,
        actor_name: (await person).name,
      },
    ]);
  });

  it("of nobody are opened without a word in anybody's trail, and with one in the log", async () => {
    const [letter] = (await list('?stage=route')).data;
    const open = () => operator.get(`${LETTERS}/${letter?.id}`);
    const before = await recordedIn(product.database, product.tenantId);
    expect(await open()).toMatchObject({ status: 200, body: { tenant: null } });
    expect(await recordedIn(product.database, product.tenantId)).toEqual(before);
    const lines = product.logLines.filter((line) => line.includes('an operator opened what was received'));
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      actor: { kind: 'user', id: expect.any(String) as string },
      target: { kind: 'dead_letter', id: letter?.id },
    });
  });

  it('that are whole webhooks show their bytes, as text or, where they are none, as base64', async () => {
    const letters = (await list('?reason=not_json')).data;
    const bodies = await Promise.all(
      letters.map(async ({ id }) => (await operator.get<{ body: unknown }>(`${LETTERS}/${id}`)).body.body),
    );
    expect(bodies).toEqual([
      { text: null, base64: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') },
      { text: '{"object":', base64: null },
    ]);
  });

  it('that nobody ever had are not there', async () => {
    for (const id of [newId(), 'x', '%00', newWamid()])
      expect((await operator.get(`${LETTERS}/${encodeURIComponent(id)}`)).status).toBe(404);
  });

  it('show text as it came, also what would be code in a page', async () => {
    const number = newPhoneNumberId();
    await postSigned(product.apiUrl, textTo(number, { body: '<img src=x onerror=alert(1)>' }));
    await inboxIsEmpty(product.database);
    const [newest] = (await list('?limit=1')).data;
    const { headers, body } = await operator.get(`${LETTERS}/${newest?.id}`);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.stringify(body)).toContain('<img src=x onerror=alert(1)>');
  });
});
