import { Client } from '../support/client';
import { debugged, ManagementGraph, PAGE } from '../support/management-graph';
import { META } from '../support/meta';
import { Product } from '../support/product';

const CHANNELS = '/api/v1/channels';
const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const TOKEN = 'EAAGcanary0000000000000000000000000000000000001111';

interface Health {
  readonly healthy: boolean;
  readonly message: string;
  readonly trouble: { code: string; reason: string; providerCode: string | null } | null;
  readonly facts: Record<string, string | null> | null;
  readonly lastCheck: string;
}
interface Check {
  readonly isValid: boolean;
  readonly errors: { field: string; code: string }[];
  readonly warnings: { field: string; code: string }[];
  readonly missingRequired: string[];
  readonly findings: { check: string; verdict: string; reason: string }[];
}

describe('whether a number works', () => {
  let product: Product;
  let graph: ManagementGraph;
  let admin: Client;
  let serial = 0;

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    admin = product.as('admin');
  });
  beforeEach(() => graph.agreesAgain());
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  async function newChannel(accessToken = TOKEN): Promise<string> {
    const number = { name: 'Support', displayPhoneNumber: '+15550100043', wabaId: META.wabaId, accessToken };
    const phoneNumberId = String(306540352240000 + ++serial);
    return (await admin.post<{ id: string }>(CHANNELS, { ...number, phoneNumberId })).body.id;
  }
  const healthOf = async (id: string, client = admin) => client.get<Health>(`${CHANNELS}/${id}/health`);

  describe('its health', () => {
    it('is good when Meta takes its token, with what Meta says of it and the time in UTC', async () => {
      const id = await newChannel();
      const { status, body } = await healthOf(id);
      expect([status, body]).toEqual([
        200,
        {
          healthy: true,
          message: expect.any(String) as string,
          trouble: null,
          facts: {
            state: 'CONNECTED',
            quality: 'GREEN',
            displayName: 'Parley Demo',
            messagingLimit: 'TIER_2K',
            throughput: 'STANDARD',
          },
          lastCheck: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        },
      ]);
      expect(graph.calls('GET node')[0]?.authorization).toBe(`Bearer ${TOKEN}`);
    });

    it.each([
      ['an expired token', 190, { error_subcode: 463 }, 'auth_expired'],
      ['a withdrawn token', 190, { error_subcode: 460 }, 'auth_failed'],
      ['a token for something else', 10, {}, 'permission_denied'],
      ['a number that it does not show', 100, { error_subcode: 33 }, 'not_found'],
      ['too many calls', 80008, {}, 'rate_limited'],
      ['a failure of its own', 2, {}, 'service_down'],
    ])('is not good with %s, and says why', async (_what, code, more, trouble) => {
      const id = await newChannel();
      graph.refuses('GET node', code, more);
      expect((await healthOf(id)).body).toMatchObject({
        healthy: false,
        trouble: { code: trouble, providerCode: String(code) },
        facts: null,
      });
    });

    it.each([
      [200, 'unreadable_answer'],
      [429, 'rate_limited'],
      [503, 'service_down'],
    ])('is not good when a page comes with %i instead of an answer', async (status, code) => {
      const id = await newChannel();
      graph.says('GET node', { ...PAGE, status });
      const { body } = await healthOf(id);
      expect(body).toMatchObject({ healthy: false, trouble: { code, providerCode: null } });
      expect(body.trouble?.reason).toBe('answered with HTML instead of JSON: Sorry, try again');
    });

    it('is not good while the number cannot send, and tells its state all the same', async () => {
      const id = await newChannel();
      graph.says('GET node', { id: '1', status: 'PENDING' });
      expect((await healthOf(id)).body).toMatchObject({ healthy: false, facts: { state: 'PENDING' } });
    });

    it('is asked of Meta once for many, and at once again when the token was replaced', async () => {
      const id = await newChannel();
      graph.refuses('GET node', 190);
      const answers = await Promise.all([1, 2, 3, 4].map(() => healthOf(id)));
      expect(new Set(answers.map(({ body }) => body.lastCheck)).size).toBe(1);
      expect(graph.calls('GET node')).toHaveLength(1);
      graph.agreesAgain();
      await admin.put(`${CHANNELS}/${id}/access-token`, { accessToken: `${TOKEN}2` });
      expect((await healthOf(id)).body).toMatchObject({ healthy: true, trouble: null });
    });

    it('is nothing that another tenant can ask about', async () => {
      const id = await newChannel();
      for (const unknown of [id, UNKNOWN, 'nonsense'])
        expect(await healthOf(unknown, product.as('owner', 'other'))).toMatchObject({ status: 404 });
      expect((await healthOf(id, product.as('viewer'))).status).toBe(200);
    });

    it('is not good where the token cannot be opened, and asks nobody', async () => {
      const id = await newChannel();
      await product.database.query(`UPDATE channel SET access_token = '\\x00' WHERE id = $1`, [id]);
      graph.agreesAgain();
      expect((await healthOf(id)).body).toMatchObject({
        healthy: false,
        trouble: { code: 'unreadable_access_token' },
      });
      expect(graph.asked).toEqual([]);
    });
  });

  describe('its values, before they are stored', () => {
    const WHOLE = { accessToken: TOKEN, phoneNumberId: META.phoneNumberId, wabaId: META.wabaId };
    const check = async (given: object, client = admin) => client.post<Check>(`${CHANNELS}/validate`, given);

    it('are right when Meta finds nothing wrong with them, and nothing of them is stored', async () => {
      const before = (await admin.get<{ data: unknown[] }>(CHANNELS)).body.data.length;
      const { status, body } = await check(WHOLE);
      expect(status).toBe(200);
      expect(body).toMatchObject({ isValid: true, errors: [], warnings: [], missingRequired: [] });
      expect(body.findings.filter(({ verdict }) => verdict === 'fault')).toEqual([]);
      expect((await admin.get<{ data: unknown[] }>(CHANNELS)).body.data).toHaveLength(before);
    });

    it('are named where they are missing or malformed, and then Meta is not asked', async () => {
      const { body } = await check({ phoneNumberId: '+15550100042' });
      expect(body).toMatchObject({
        isValid: false,
        errors: [
          { field: 'accessToken', code: 'missing' },
          { field: 'phoneNumberId', code: 'malformed' },
        ],
        warnings: [{ field: 'wabaId', code: 'recommended' }],
        missingRequired: ['accessToken'],
        findings: [],
      });
      expect(graph.asked).toEqual([]);
    });

    it.each([
      ['access_token', { is_valid: false }],
      ['access_token', { expires_at: 1_700_000_000 }],
      ['token_scopes', { scopes: ['whatsapp_business_messaging'] }],
      ['token_scopes', { granular_scopes: [{ scope: 'whatsapp_business_messaging', target_ids: ['9'] }] }],
    ])('are wrong when Meta finds fault with %s: %j', async (name, change) => {
      graph.says('GET debug_token', { data: debugged(change) });
      const { body } = await check(WHOLE);
      expect(body.isValid).toBe(false);
      expect(body.findings.find((one) => one.check === name)).toMatchObject({ verdict: 'fault' });
    });

    it('are wrong when the number belongs to another account', async () => {
      graph.says('GET phone_numbers', { data: [{ id: '9' }] });
      const { body } = await check(WHOLE);
      expect(body.isValid).toBe(false);
      expect(body.findings.find((one) => one.check === 'account')).toMatchObject({ verdict: 'fault' });
    });

    it('are not called wrong by a page, which says nothing of them', async () => {
      graph.says('*', { ...PAGE, status: 503 });
      const { status, body } = await check(WHOLE);
      expect([status, new Set(body.findings.map(({ verdict }) => verdict))]).toEqual([
        200,
        new Set(['unknown']),
      ]);
    });

    it('are tried by owners and admins only, and for a provider that there is', async () => {
      expect(await check(WHOLE, product.as('agent'))).toMatchObject({ status: 403 });
      expect(await check({ ...WHOLE, provider: 'pigeon' })).toMatchObject({
        status: 422,
        body: { code: 'provider_unsupported_provider' },
      });
    });
  });

  it('is told beforehand what can be done with it', async () => {
    const { body } = await product
      .as('viewer')
      .get<{ data: { provider: string }[] }>(`${CHANNELS}/capabilities`);
    expect(body.data).toMatchObject([
      {
        provider: 'whatsapp',
        requiredParameters: ['accessToken', 'phoneNumberId'],
        optionalParameters: ['wabaId', 'appSecret', 'verifyToken'],
        supportsWebhooks: true,
        limits: { messagesPerSecond: 80 },
      },
    ]);
  });

  it('is connected with the end of its token, where Meta tells it', async () => {
    graph.says('GET debug_token', { data: debugged({ expires_at: 1_900_000_000 }) });
    const id = await newChannel();
    const list = await admin.get<{ data: { id: string; accessToken: object }[] }>(CHANNELS);
    expect(list.body.data.find((one) => one.id === id)?.accessToken).toMatchObject({
      expiresAt: '2030-03-17T17:46:40.000Z',
    });
    graph.agreesAgain();
    const answer = await admin.put(`${CHANNELS}/${id}/access-token`, { accessToken: `${TOKEN}3` });
    expect(answer.body).toMatchObject({ accessToken: { expiresAt: null } });
  });
});
