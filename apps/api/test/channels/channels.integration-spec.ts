import { createHash } from 'node:crypto';
import { Client } from '../support/client';
import { GraphStub } from '../support/graph-stub';
import { eventually } from '../support/eventually';
import { messagesChange, META, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const CHANNELS = '/api/v1/channels';
const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const TOKEN = 'EAAGcanary0000000000000000000000000000000000001111';
const NEXT_TOKEN = 'EAAGcanary0000000000000000000000000000000000002222';

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly displayPhoneNumber: string;
  readonly echoEnabled: boolean;
  readonly simulated: boolean;
  readonly version: number;
  readonly accessToken: { lastFour: string; fingerprint: string; setAt: string } | null;
}
interface Problem {
  readonly code: string;
  readonly errors?: { readonly pointer: string }[];
}

describe('the channels of a tenant', () => {
  let product: Product;
  let graph: GraphStub;
  let admin: Client;
  let stranger: Client;
  let serial = 0;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.addTenant('other', '106540352249999');
    await product.startApi();
    await product.startWorker();
    admin = product.as('admin');
    stranger = product.as('owner', 'other');
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  it('get a number of their own, without ever showing its token again', async () => {
    const phoneNumberId = newNumber();
    const answer = await admin.post<Channel>(CHANNELS, number({ phoneNumberId }));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toEqual({
      id: expect.any(String) as string,
      name: 'Support',
      provider: 'whatsapp',
      displayPhoneNumber: '+15550100043',
      echoEnabled: false,
      messagesPerSecond: 80,
      held: null,
      simulated: false,
      version: 1,
      accessToken: {
        lastFour: '1111',
        fingerprint: createHash('sha256').update(TOKEN).digest('hex').slice(0, 16),
        setAt: expect.any(String) as string,
        expiresAt: null,
      },
    });
    expect((await list()).find(({ id }) => id === answer.body.id)).toEqual(answer.body);
    const [row] = await product.database.query(
      'SELECT provider, external_id, tenant_id FROM channel_route WHERE channel_id = $1',
      [answer.body.id],
    );
    expect(row).toEqual({ provider: 'whatsapp', external_id: phoneNumberId, tenant_id: product.tenantId });
  });

  it('keep the token out of every answer, log line, record and table', async () => {
    const { body } = await admin.post<Channel>(CHANNELS, number());
    const replaced = await admin.put(`${CHANNELS}/${body.id}/access-token`, { accessToken: NEXT_TOKEN });
    const refused = await admin.post(CHANNELS, number({ accessToken: `${TOKEN} with a space` }));
    const answers = JSON.stringify([body, replaced.body, refused.body, await list()]);
    const tables = await product.database.query<{ row: string }>(
      `SELECT channel::text AS row FROM channel UNION ALL SELECT audit_event::text FROM audit_event`,
    );
    const kept = [answers, ...tables.map(({ row }) => row), ...product.logLines].join('\n');
    const hex = Buffer.from(TOKEN).toString('hex');
    for (const secret of [TOKEN, NEXT_TOKEN, hex, TOKEN.slice(0, 20), NEXT_TOKEN.slice(-20)]) {
      expect(kept.includes(secret)).toBe(false);
    }
  });

  it.each([
    ['+1 (555) 010-0043', '+15550100043'],
    [' +55 11 98765.4321 ', '+5511987654321'],
  ])('read the phone number %s as people write it', async (displayPhoneNumber, read) => {
    const { body } = await admin.post<Channel>(CHANNELS, number({ displayPhoneNumber }));
    expect(body.displayPhoneNumber).toBe(read);
  });

  it('take a token with the blanks and the line break of a careless paste', async () => {
    const { body } = await admin.post<Channel>(CHANNELS, number({ accessToken: `  ${TOKEN}\n` }));
    expect(body.accessToken?.fingerprint).toBe(createHash('sha256').update(TOKEN).digest('hex').slice(0, 16));
  });

  it.each([
    ['no name', { name: ' ' }, '/name'],
    ['a name with a NUL', { name: 'a\0' }, '/name'],
    ['a name that is too long', { name: 'x'.repeat(81) }, '/name'],
    ['a phone number id with letters', { phoneNumberId: '1065x' }, '/phoneNumberId'],
    ['a phone number id that is a number', { phoneNumberId: 106540352242922 }, '/phoneNumberId'],
    ['a phone number id with a path', { phoneNumberId: '../me' }, '/phoneNumberId'],
    ['a business account id that is missing', { wabaId: undefined }, '/wabaId'],
    ['a phone number without a country code', { displayPhoneNumber: '0155501000' }, '/displayPhoneNumber'],
    ['a phone number that is a word', { displayPhoneNumber: 'support' }, '/displayPhoneNumber'],
    ['a token that could be guessed', { accessToken: 'x'.repeat(19) }, '/accessToken'],
    ['a token that is endless', { accessToken: 'x'.repeat(2001) }, '/accessToken'],
    ['a token with a line break', { accessToken: `${TOKEN}\r\nHost: evil` }, '/accessToken'],
    ['a token beyond ASCII', { accessToken: 'ü'.repeat(30) }, '/accessToken'],
    ['a token that is an object', { accessToken: {} }, '/accessToken'],
    ['a property that there is not', { simulated: true }, '/simulated'],
  ])('refuse %s, and say where', async (_name, change, pointer) => {
    const answer = await admin.post<Problem>(CHANNELS, number(change));
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: 'invalid_input' });
    expect(new Set(answer.body.errors?.map((fault) => fault.pointer))).toEqual(new Set([pointer]));
  });

  it('refuse a number that is connected, in the same words whosever it is', async () => {
    const phoneNumberId = newNumber();
    await admin.post(CHANNELS, number({ phoneNumberId }));
    const ours = await admin.post<Problem>(CHANNELS, number({ phoneNumberId }));
    const theirs = await stranger.post<Problem>(CHANNELS, number({ phoneNumberId }));
    expect(ours).toMatchObject({ status: 409, body: { code: 'number_taken' } });
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...ours.body, requestId: '' });
    expect(JSON.stringify(theirs.body)).not.toMatch(/demo|tenant/);
    expect(await channelsWith(phoneNumberId)).toEqual([{ tenant_id: product.tenantId }]);
  });

  it('give a number to one of many who want it at once, and leave nothing of the others', async () => {
    const phoneNumberId = newNumber();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, turn) =>
        (turn % 2 === 0 ? admin : stranger).post<Problem>(CHANNELS, number({ phoneNumberId })),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect(await channelsWith(phoneNumberId)).toHaveLength(1);
  });

  it('send with a new token as soon as it was replaced', async () => {
    const phoneNumberId = newNumber();
    const { body } = await admin.post<Channel>(CHANNELS, number({ phoneNumberId }));
    await admin.patch(`${CHANNELS}/${body.id}`, { echoEnabled: true });
    await receive(phoneNumberId, '16505551101');
    expect(await sentTo('16505551101')).toMatchObject({ phoneNumberId, accessToken: TOKEN });
    const answer = await admin.put<Channel>(`${CHANNELS}/${body.id}/access-token`, {
      accessToken: NEXT_TOKEN,
    });
    expect(answer).toMatchObject({ status: 200, body: { version: 3, accessToken: { lastFour: '2222' } } });
    await receive(phoneNumberId, '16505551102');
    expect(await sentTo('16505551102')).toMatchObject({ phoneNumberId, accessToken: NEXT_TOKEN });
  });

  it.each([{ accessToken: 'short' }, {}, { accessToken: null }, { accessToken: TOKEN, lastFour: '1111' }])(
    'refuse %j for a new token',
    async (input) => {
      const [channel] = await list();
      const answer = await admin.put<Problem>(`${CHANNELS}/${channel?.id}/access-token`, input);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    },
  );

  it('are changed only by those who saw them as they are, when they say what they saw', async () => {
    const { body } = await admin.post<Channel>(CHANNELS, number());
    const path = `${CHANNELS}/${body.id}`;
    const first = await admin.patch<Channel>(path, { echoEnabled: true }, { 'if-match': '"1"' });
    expect(first).toMatchObject({ status: 200, body: { echoEnabled: true, version: 2 } });
    expect(first.headers.get('etag')).toBe('"2"');
    const late = await admin.patch(path, { echoEnabled: false }, { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } });
    const careless = await admin.patch<Channel>(path, { echoEnabled: false });
    expect(careless).toMatchObject({ status: 200, body: { echoEnabled: false, version: 3 } });
  });

  it('count no change that changes nothing', async () => {
    const { body } = await admin.post<Channel>(CHANNELS, number());
    const again = await admin.patch<Channel>(`${CHANNELS}/${body.id}`, { echoEnabled: false });
    expect(again.body).toEqual(body);
    expect(await deedsOn(body.id)).toEqual(['channel.connected']);
  });

  it('leave a record of who connected and changed them', async () => {
    const { body } = await admin.post<Channel>(CHANNELS, number());
    await admin.patch(`${CHANNELS}/${body.id}`, { echoEnabled: true });
    await admin.put(`${CHANNELS}/${body.id}/access-token`, { accessToken: NEXT_TOKEN });
    expect(await deedsOn(body.id)).toEqual([
      'channel.connected',
      'channel.changed',
      'channel.access_token_replaced',
    ]);
    const events = await product.database.query<{ actor_name: string }>(
      'SELECT actor_name FROM audit_event WHERE target_id = $1',
      [body.id],
    );
    expect(new Set(events.map(({ actor_name }) => actor_name))).toEqual(new Set(['admin of demo']));
  });

  it('are connected and changed by owners and admins only', async () => {
    const [channel] = await list();
    for (const role of ['agent', 'viewer'] as const) {
      const member = product.as(role);
      const answers = [
        await member.post(CHANNELS, number()),
        await member.patch(`${CHANNELS}/${channel?.id}`, { echoEnabled: false }),
        await member.put(`${CHANNELS}/${channel?.id}/access-token`, { accessToken: TOKEN }),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(await member.get(CHANNELS)).toMatchObject({ status: 200 });
    }
  });

  it('of another tenant are like those that do not exist', async () => {
    const { body } = await admin.post<Channel>(CHANNELS, number());
    for (const unknown of [body.id, UNKNOWN, 'nonsense']) {
      const answers = [
        await stranger.patch(`${CHANNELS}/${unknown}`, { echoEnabled: true }),
        await stranger.put(`${CHANNELS}/${unknown}/access-token`, { accessToken: NEXT_TOKEN }),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await list()).find(({ id }) => id === body.id)).toEqual(body);
  });

  async function list(): Promise<Channel[]> {
    return (await admin.get<{ data: Channel[] }>(CHANNELS)).body.data;
  }

  function number(change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      name: 'Support',
      phoneNumberId: newNumber(),
      wabaId: META.wabaId,
      displayPhoneNumber: '+15550100043',
      accessToken: TOKEN,
      ...change,
    };
  }

  const newNumber = (): string => String(206540352240000 + ++serial);

  function channelsWith(phoneNumberId: string): Promise<{ tenant_id: string }[]> {
    return product.database.query('SELECT tenant_id FROM channel WHERE external_id = $1', [phoneNumberId]);
  }

  async function deedsOn(id: string): Promise<string[]> {
    const rows = await product.database.query<{ action: string }>(
      'SELECT action FROM audit_event WHERE target_id = $1 ORDER BY sequence',
      [id],
    );
    return rows.map(({ action }) => action);
  }

  async function receive(phoneNumberId: string, from: string): Promise<void> {
    const change = messagesChange({ messages: [textMessage({ from })] }, phoneNumberId);
    expect((await postSigned(product.apiUrl, webhookOf(change))).status).toBe(200);
  }

  const sentTo = (phone: string) =>
    eventually(`an echo to ${phone} was sent`, () =>
      Promise.resolve(graph.requests.find(({ to }) => to === `+${phone}`)),
    );
});
