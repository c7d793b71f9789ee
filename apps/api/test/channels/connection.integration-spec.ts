import { Client } from '../support/client';
import { recordedWhile } from '../support/audit';
import { APP_ID, debugged, ManagementGraph, PAGE, SIGNED_UP_TOKEN } from '../support/management-graph';
import { META } from '../support/meta';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352249999';
const PIN = '481516';

interface Problem {
  readonly code: string;
  readonly detail?: string;
}

describe('the steps on which a number comes to Meta', () => {
  let product: Product;
  let graph: ManagementGraph;
  let admin: Client;
  let channel: string;

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url, WHATSAPP_APP_ID: APP_ID });
    await product.addTenant('other', OTHER_NUMBER);
    await product.startApi();
    admin = product.as('admin');
    const [row] = await product.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE tenant_id = $1',
      [product.tenantId],
    );
    channel = `/api/v1/channels/${row?.id}`;
  });
  beforeEach(() => graph.agreesAgain());
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const STEPS: [
    step: string,
    method: 'post' | 'put',
    body: object | undefined,
    call: string,
    deed: string,
  ][] = [
    ['subscribe', 'post', undefined, 'POST subscribed_apps', 'subscribed'],
    [
      'verification-code',
      'post',
      { method: 'SMS', language: 'pt_PT' },
      'POST request_code',
      'code_requested',
    ],
    ['verification', 'post', { code: '123-456' }, 'POST verify_code', 'verified'],
    ['register', 'post', { pin: PIN }, 'POST register', 'registered'],
    ['deregister', 'post', undefined, 'POST deregister', 'deregistered'],
    ['pin', 'put', { pin: PIN }, 'POST node', 'pin_set'],
  ];

  it.each(STEPS)(
    '%s is one call, and is recorded without its secrets',
    async (step, method, body, call, deed) => {
      const deeds = await recordedWhile(product.database, product.tenantId, async () => {
        expect(await admin[method](`${channel}/${step}`, body)).toMatchObject({ status: 204 });
      });
      expect(graph.calls(call)).toHaveLength(1);
      expect(deeds.map(({ action }) => action)).toEqual([`channel.${deed}`]);
      expect(JSON.stringify(deeds)).not.toMatch(/481516|123456/);
    },
  );

  it.each(STEPS)(
    '%s that Meta refuses is told with the reason of Meta, and recorded nowhere',
    async (step, method, body, call) => {
      graph.refuses(call, 133005);
      const deeds = await recordedWhile(product.database, product.tenantId, async () => {
        const answer = await admin[method]<Problem>(`${channel}/${step}`, body);
        expect(answer).toMatchObject({
          status: 422,
          body: { code: 'provider_refused', detail: '(#133005) No.' },
        });
      });
      expect(deeds).toEqual([]);
    },
  );

  it.each(STEPS)('%s that is answered with a page is not done', async (step, method, body, call) => {
    graph.says(call, PAGE);
    expect(await admin[method](`${channel}/${step}`, body)).toMatchObject({
      status: 424,
      body: { code: 'provider_unreadable_answer' },
    });
  });

  it('that Meta wants to wait for says how long', async () => {
    graph.refuses('POST register', 133016);
    const answer = await admin.post(`${channel}/register`, { pin: PIN });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, String(72 * 3_600)]);
  });

  it.each([
    ['register', { pin: '12345' }],
    ['register', { pin: 481516 }],
    ['register', {}],
    ['verification', { code: 'abc' }],
    ['verification-code', { method: 'PIGEON', language: 'en_US' }],
    ['verification-code', { method: 'SMS', language: 'english' }],
  ])('%s takes no %j', async (step, body) => {
    expect(await admin.post(`${channel}/${step}`, body)).toMatchObject({ status: 400 });
    expect(graph.asked).toEqual([]);
  });

  it('are taken by owners and admins, and for their own numbers', async () => {
    for (const [step, method, body] of STEPS) {
      expect((await product.as('agent')[method](`${channel}/${step}`, body)).status).toBe(403);
      expect((await product.as('owner', 'other')[method](`${channel}/${step}`, body)).status).toBe(404);
    }
    expect(graph.asked).toEqual([]);
  });

  describe('the profile', () => {
    it('is shown, and changed in what is named', async () => {
      expect(await product.as('viewer').get(`${channel}/profile`)).toMatchObject({
        status: 200,
        body: { about: 'Open', websites: ['https://a.example'], email: null },
      });
      const change = { email: 'a@flowers.example', websites: [] };
      expect(await admin.put(`${channel}/profile`, change)).toMatchObject({ status: 200 });
      expect(graph.calls('POST whatsapp_business_profile')[0]?.body).toEqual({
        messaging_product: 'whatsapp',
        ...change,
      });
    });

    it.each([
      [{ about: '' }],
      [{ about: 'x'.repeat(140) }],
      [{ email: 'nobody' }],
      [{ websites: ['ftp://a.example'] }],
      [{ websites: ['https://a.example', 'https://b.example', 'https://c.example'] }],
      [{ vertical: 'flower shop' }],
      [{ pictureUrl: 'https://a.example' }],
    ])('does not become %j', async (change) => {
      expect(await admin.put(`${channel}/profile`, change)).toMatchObject({ status: 400 });
      expect(graph.asked).toEqual([]);
    });
  });

  describe('the sign-up at Meta', () => {
    const SIGN_UP = {
      code: 'AQBcode-of-the-sign-up',
      phoneNumberId: '506540352240001',
      wabaId: META.wabaId,
      pin: PIN,
    };
    const signUp = (change: object = {}) =>
      admin.post<{ channelId: string; findings: { check: string; verdict: string }[] } & Problem>(
        '/api/v1/channels/embedded-signup',
        { ...SIGN_UP, ...change },
      );
    const hasNumber = (id: string): void =>
      graph.says('GET phone_numbers', {
        data: [{ id, display_phone_number: '+1 555-010-0077', verified_name: 'Flowers' }],
      });

    it('connects the number with the token of its code, listens to it and registers it', async () => {
      hasNumber(SIGN_UP.phoneNumberId);
      const { status, body } = await signUp();
      expect([status, body.findings]).toMatchObject([
        201,
        [
          { check: 'subscribed_app', verdict: 'ok' },
          { check: 'number_state', verdict: 'ok' },
        ],
      ]);
      const [exchange] = graph.calls('GET access_token');
      expect(Object.fromEntries(new URL(exchange?.path ?? '', 'http://x').searchParams)).toEqual({
        client_id: APP_ID,
        client_secret: META.appSecret,
        code: SIGN_UP.code,
      });
      expect(graph.calls('POST register')[0]).toMatchObject({
        authorization: `Bearer ${SIGNED_UP_TOKEN}`,
        body: { pin: PIN },
      });
      const { body: list } = await admin.get<{ data: { id: string }[] }>('/api/v1/channels');
      expect(list.data.find(({ id }) => id === body.channelId)).toMatchObject({
        name: 'Flowers',
        displayPhoneNumber: '+15550100077',
        accessToken: { lastFour: '3333' },
      });
    });

    it('connects a number that stays in its app without registering it', async () => {
      hasNumber('506540352240002');
      const { body } = await signUp({ phoneNumberId: '506540352240002', pin: undefined, name: 'Shop' });
      expect(body.findings).toHaveLength(1);
      expect(graph.calls('POST register')).toEqual([]);
    });

    it('keeps the number where a step after it fails, and says which', async () => {
      hasNumber('506540352240003');
      graph.refuses('POST register', 133005);
      const { status, body } = await signUp({ phoneNumberId: '506540352240003' });
      expect([status, body.findings]).toMatchObject([
        201,
        [{ verdict: 'ok' }, { check: 'number_state', verdict: 'fault' }],
      ]);
    });

    it('is refused for a number or an account that was not shared, whose ever it is', async () => {
      expect(await signUp({ phoneNumberId: '506540352240009' })).toMatchObject({
        status: 422,
        body: { code: 'provider_not_found' },
      });
      expect(await signUp({ wabaId: '999999999' })).toMatchObject({
        status: 422,
        body: { code: 'provider_permission_denied' },
      });
      graph.says('GET debug_token', { data: debugged({ granular_scopes: [] }) });
      expect(await signUp()).toMatchObject({ status: 422, body: { code: 'provider_permission_denied' } });
      expect(graph.asked.filter(({ call }) => call.startsWith('POST'))).toEqual([]);
    });

    it('is refused for a number that is connected, in the same words whosever it is', async () => {
      hasNumber(OTHER_NUMBER);
      const theirs = await signUp({ phoneNumberId: OTHER_NUMBER });
      hasNumber(META.phoneNumberId);
      const ours = await signUp({ phoneNumberId: META.phoneNumberId });
      expect(theirs).toMatchObject({ status: 409, body: { code: 'number_taken' } });
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...ours.body, requestId: '' });
    });

    it('is not done when its code is not good, or a page is all that comes', async () => {
      graph.refuses('GET access_token', 100);
      expect(await signUp()).toMatchObject({ status: 422, body: { code: 'provider_invalid_parameters' } });
      graph.says('GET access_token', { ...PAGE, status: 503 });
      const answer = await signUp();
      expect(answer).toMatchObject({ status: 424, body: { code: 'provider_service_down' } });
      expect(JSON.stringify(answer.body)).not.toContain('Sorry');
    });
  });
});
