import { Client } from '../support/client';
import { ManagementGraph } from '../support/management-graph';
import { Product } from '../support/product';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly simulated: boolean;
  readonly displayPhoneNumber: string;
}
interface Activity {
  readonly lastInboundAt: string | null;
  readonly lastOutboundAt: string | null;
  readonly webhookLagMs: number | null;
  readonly peopleBegun: number;
}

describe('a simulated number in one click', () => {
  let product: Product;
  let graph: ManagementGraph;
  let admin: Client;

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create(graph.settings);
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    admin = product.as('admin');
  });
  beforeEach(() => graph.agreesAgain());
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const click = (client = admin, body: object = {}) =>
    client.post<{ channelId: string; code?: string }>('/api/v1/channels/simulated', body);
  const listed = async (client = admin) =>
    (await client.get<{ data: Channel[] }>('/api/v1/channels')).body.data;

  it('is made by the simulator, and connected as such', async () => {
    const { status, body } = await click(admin, { name: 'Try it out' });
    expect(status).toBe(201);
    const channel = (await listed()).find(({ id }) => id === body.channelId);
    expect(channel).toMatchObject({ name: 'Try it out', simulated: true });
    expect(graph.calls('POST sim numbers').map((asked) => asked.body)).toEqual([
      expect.objectContaining({ displayPhoneNumber: channel?.displayPhoneNumber }),
    ]);
  });

  it('is another one each time, with an account of its own', async () => {
    await click();
    await click();
    const asked = graph.calls('POST sim numbers').map(({ body }) => body as Record<string, string>);
    for (const name of ['phoneNumberId', 'wabaId', 'displayPhoneNumber'])
      expect(new Set(asked.map((body) => body[name])).size).toBe(2);
  });

  it('is not connected where the simulator has none', async () => {
    const before = (await listed()).length;
    graph.says('POST sim numbers', { status: 503, body: '<html>' });
    expect(await click()).toMatchObject({ status: 424, body: { code: 'provider_unreadable_answer' } });
    expect(await listed()).toHaveLength(before);
  });

  it('is connected by owners and admins only', async () => {
    expect((await click(product.as('agent'))).status).toBe(403);
    expect(graph.calls('POST sim numbers')).toEqual([]);
  });

  it('is written to by somebody who does not exist, and no other number is', async () => {
    const { channelId } = (await click()).body;
    const asksFor = (id: string) => admin.post<{ code?: string }>(`/api/v1/channels/${id}/test-message`);
    expect((await asksFor(channelId)).status).toBe(204);
    const [made] = graph.calls('POST sim numbers').map(({ body }) => body as Record<string, string>);
    const written = graph.asked.find(({ path }) => /^\/sim\/people\/4477009\d{5}\/events$/.test(path));
    expect(written?.body).toMatchObject({ type: 'text', phoneNumberId: made?.phoneNumberId });

    const number = { name: 'Real', displayPhoneNumber: '+15550100045', wabaId: '202290129340398' };
    const real = { ...number, phoneNumberId: '506540352240001', accessToken: 'EAAG'.padEnd(40, '1') };
    const { id } = (await admin.post<{ id: string }>('/api/v1/channels', real)).body;
    expect(await asksFor(id)).toMatchObject({ status: 422, body: { code: 'provider_invalid_parameters' } });
    expect((await asksFor(UNKNOWN)).status).toBe(404);
  });

  it('tells what has happened on it, which is nothing yet, and to its own tenant only', async () => {
    const { channelId } = (await click()).body;
    const activityOf = (id: string, client = admin) =>
      client.get<Activity>(`/api/v1/channels/${id}/activity`);
    expect(await activityOf(channelId)).toMatchObject({
      status: 200,
      body: { lastInboundAt: null, lastOutboundAt: null, webhookLagMs: null, peopleBegun: 0 },
    });
    expect((await activityOf(channelId, product.as('admin', 'other'))).status).toBe(404);
    expect((await activityOf(UNKNOWN)).status).toBe(404);
  });
});
