import { Client } from '../support/client';
import { APP_ID, ManagementGraph, PAGE } from '../support/management-graph';
import { META } from '../support/meta';
import { Product } from '../support/product';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly reason: string;
  readonly fix: string | null;
}

describe('the doctor of a number', () => {
  let product: Product;
  let graph: ManagementGraph;
  let admin: Client;
  let channelId: string;

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url, WHATSAPP_APP_ID: APP_ID });
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    // As if this address were our public one: it is known when the first api listens, and read when the next one starts.
    product.set('PUBLIC_URL', product.apiUrl);
    await product.startApi();
    admin = product.as('admin');
    const [row] = await product.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE tenant_id = $1',
      [product.tenantId],
    );
    channelId = row?.id ?? '';
  });
  beforeEach(() => graph.agreesAgain());
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const examine = async (client = admin, id = channelId) =>
    client.post<{ findings: Finding[] }>(`/api/v1/channels/${id}/doctor`);
  const finding = async (check: string): Promise<Finding | undefined> =>
    (await examine()).body.findings.find((one) => one.check === check);

  it('finds nothing wrong but that nobody has ever written, and changes nothing', async () => {
    graph.says('GET node', { id: META.phoneNumberId, status: 'CONNECTED', quality_rating: 'GREEN' });
    const { status, body } = await examine();
    expect(status).toBe(200);
    const wrong = body.findings.filter(({ verdict }) => verdict === 'fault' || verdict === 'warning');
    expect(wrong.map(({ check }) => check)).toEqual(['last_inbound']);
    expect(graph.asked.filter(({ call }) => !call.startsWith('GET '))).toEqual([]);
    expect(await product.database.query('SELECT id FROM webhook_delivery')).toEqual([]);
    expect(await product.database.query('SELECT id FROM dead_letter')).toEqual([]);
  });

  it('knocks at our own address, and finds that it takes what our secret signed', async () => {
    expect(await finding('signed_webhook')).toMatchObject({ verdict: 'ok' });
    expect(await finding('verify_token')).toMatchObject({ verdict: 'ok' });
  });

  it('finds a token that has expired, and says how to get another', async () => {
    graph.refuses('GET node', 190, { error_subcode: 463 });
    expect(await finding('access_token')).toMatchObject({
      verdict: 'fault',
      fix: expect.stringContaining('System users') as string,
    });
    expect(await finding('number_state')).toMatchObject({ verdict: 'unknown' });
  });

  it('finds that nobody listens, and who listens instead of us', async () => {
    graph.says('GET subscribed_apps', { data: [] });
    expect(await finding('subscribed_app')).toMatchObject({ verdict: 'fault' });
    const theirs = { whatsapp_business_api_data: { id: '9', name: 'Their app' } };
    graph.says('GET subscribed_apps', { data: [theirs] });
    const found = await finding('subscribed_app');
    expect(found).toMatchObject({ verdict: 'fault', reason: expect.stringContaining('Their app') as string });
  });

  it('finds that messages are sent elsewhere', async () => {
    const ours = {
      whatsapp_business_api_data: { id: APP_ID },
      override_callback_uri: 'https://old.example/hook',
    };
    graph.says('GET subscribed_apps', { data: [ours] });
    const { reason = '', verdict } = (await finding('callback_address')) ?? {};
    expect([verdict, reason.includes('https://old.example/hook')]).toEqual(['fault', true]);
  });

  it('asks about the token in the name of our app', async () => {
    await examine();
    const [asked] = graph.calls('GET debug_token');
    expect(asked?.authorization).toBe(`Bearer ${APP_ID}|${META.appSecret}`);
  });

  it.each([200, 429, 503])('says that it could not ask when pages come with %i', async (status) => {
    graph.says('*', { ...PAGE, status });
    const answer = await examine();
    const ofMeta = answer.body.findings.filter(({ check }) =>
      /token_|number_|account|subscribed/.test(check),
    );
    expect(answer.status).toBe(200);
    expect(new Set(ofMeta.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  });

  it('says when a token of ours cannot be opened', async () => {
    const channel = {
      ...{ name: 'Broken', displayPhoneNumber: '+15550100044', wabaId: META.wabaId },
      ...{
        phoneNumberId: '406540352240001',
        accessToken: 'EAAGcanary0000000000000000000000000000000000001111',
      },
    };
    const { body } = await admin.post<{ id: string }>('/api/v1/channels', channel);
    await product.database.query(`UPDATE channel SET access_token = '\\x00' WHERE id = $1`, [body.id]);
    expect((await examine(admin, body.id)).body.findings).toMatchObject([
      { check: 'unreadable_access_token', verdict: 'fault', fix: expect.any(String) as string },
    ]);
  });

  it('is called by owners and admins, and for their own numbers', async () => {
    expect((await examine(product.as('viewer'))).status).toBe(403);
    expect((await examine(product.as('owner', 'other'))).status).toBe(404);
  });
});
