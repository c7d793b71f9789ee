import { Client } from '../support/client';
import { META } from '../support/meta';
import { Product } from '../support/product';

const CHANNELS = '/api/v1/channels';

describe('a number that is given up, at Meta', () => {
  let product: Product;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    await product.startSimulator();
    await product.startApi();
  });
  afterEach(() => atMeta('PUT', '/sim/faults', { rules: [] }));
  afterAll(() => product.stop());

  async function atMeta<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${product.simulatorUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${META.accessToken}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json().catch(() => undefined)) as Answer;
  }
  const listeners = async (wabaId: string) =>
    (await atMeta<{ data: unknown[] }>('GET', `/v25.0/${wabaId}/subscribed_apps`)).data.length;
  const newAccount = () => String(702290129340000 + ++serial);

  /** Connected as somebody does it, with everything that arrives for its account sent to us. */
  async function connected(wabaId: string, client: Client): Promise<string> {
    const phoneNumberId = String(706540352240000 + ++serial);
    const address = { wabaId, displayPhoneNumber: `+1555018${1000 + serial}` };
    await atMeta('POST', '/sim/numbers', { ...address, phoneNumberId });
    const { status, body } = await client.post<{ id: string }>(CHANNELS, {
      ...{ ...address, phoneNumberId, name: 'Support', accessToken: META.accessToken },
    });
    expect(status).toBe(201);
    expect((await client.post(`${CHANNELS}/${body.id}/subscribe`)).status).toBe(204);
    return `${CHANNELS}/${body.id}`;
  }

  it('has nothing more of its account sent to us when it was the last one here, whosever the others were', async () => {
    const wabaId = newAccount();
    const [admin, stranger] = [product.as('admin'), product.as('owner', 'other')];
    const ours = await connected(wabaId, admin);
    const theirs = await connected(wabaId, stranger);
    expect((await admin.delete(ours)).status).toBe(204);
    expect(await listeners(wabaId)).toBe(1);
    expect((await stranger.delete(theirs)).status).toBe(204);
    expect(await listeners(wabaId)).toBe(0);
  });

  it.each([
    ['a page', { answer: 'html', status: 503, accepts: false }],
    ['no answer', { answer: 'accept_then_reset' }],
    ['a refusal', { answer: 'error', code: 190 }],
  ])('is given up all the same when %s is what Meta says', async (_what, then) => {
    const wabaId = newAccount();
    const channel = await connected(wabaId, product.as('admin'));
    const rules = [{ id: 'x', when: { call: 'subscribed_apps', method: 'DELETE' }, then }];
    await atMeta('PUT', '/sim/faults', { rules });
    const before = product.complaints().length;
    expect((await product.as('admin').delete(channel)).status).toBe(204);
    expect((await product.as('admin').get(`${channel}/health`)).status).toBe(404);
    expect(product.complaints().slice(before).join()).toContain(
      'what arrives for the account is still sent to us',
    );
  });

  it('is given up when its token cannot be opened any more', async () => {
    const wabaId = newAccount();
    const channel = await connected(wabaId, product.as('admin'));
    await product.database.query(`UPDATE channel SET access_token = '\\x00' WHERE id = $1`, [
      channel.split('/').at(-1),
    ]);
    expect((await product.as('admin').delete(channel)).status).toBe(204);
    expect(await listeners(wabaId)).toBe(1);
  });

  it('leaves what the simulator plays as it is', async () => {
    const { body } = await product.as().get<{ data: { id: string; simulated: boolean }[] }>(CHANNELS);
    const played = body.data.find(({ simulated }) => simulated);
    const other = await product.as('owner', 'other').get<{ data: { id: string }[] }>(CHANNELS);
    for (const { id } of other.body.data) await product.as('owner', 'other').delete(`${CHANNELS}/${id}`);
    expect((await product.as('admin').delete(`${CHANNELS}/${played?.id}`)).status).toBe(204);
    expect(await listeners(META.wabaId)).toBe(1);
  });
});
