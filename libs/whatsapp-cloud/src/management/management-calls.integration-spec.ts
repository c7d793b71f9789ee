import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Servers, TOKEN } from '../server.fixture';
import type { ManagementClient } from './management-client';

const JSON_TYPE = { 'content-type': 'application/json' };
const servers = new Servers();
afterEach(() => servers.closeAll());

const ACCOUNT = { wabaId: '102290129340398', accessToken: TOKEN };
const NUMBER = { phoneNumberId: '106540352242922', accessToken: TOKEN };
const APP = { appId: '670843887433847', appSecret: 'app-secret-of-the-app' };

interface Seen {
  readonly asked: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A Graph that gives these answers in turn, the last of them again and again; and what it was asked. */
async function graph(...answers: object[]): Promise<{ seen: Seen[]; client: ManagementClient }> {
  const seen: Seen[] = [];
  const url = await servers.http(async (request, response) => {
    const body = String(await buffer(request));
    seen.push({ asked: `${request.method} ${request.url}`, headers: request.headers, body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(answer));
  });
  return { seen, client: servers.management(url) };
}

const pathsOf = (seen: readonly Seen[]): string[] => seen.map(({ asked }) => decodeURIComponent(asked));

describe('templates', () => {
  it('are created, and told under which category Meta took them', async () => {
    const { seen, client } = await graph({
      id: '12345678901234567',
      status: 'PENDING',
      category: 'MARKETING',
    });
    const template = { name: 'order_ready', language: 'en_US', category: 'UTILITY', components: [] };
    const outcome = await client.templates.create(ACCOUNT, template);
    expect(outcome).toMatchObject({
      kind: 'done',
      value: { id: '12345678901234567', status: 'PENDING', category: 'MARKETING' },
    });
    expect(seen).toMatchObject([
      {
        asked: 'POST /v25.0/102290129340398/message_templates',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(template),
      },
    ]);
  });

  it('are edited, deleted in all languages or in one, and unpaused', async () => {
    const { seen, client } = await graph({ success: true });
    await client.templates.edit(TOKEN, '77', { category: 'UTILITY' });
    await client.templates.delete(ACCOUNT, { name: 'a_b' });
    await client.templates.delete(ACCOUNT, { name: 'a_b', templateId: '77' });
    expect(await client.templates.unpause(TOKEN, '77')).toMatchObject({ kind: 'done', value: true });
    expect(pathsOf(seen)).toEqual([
      'POST /v25.0/77',
      'DELETE /v25.0/102290129340398/message_templates?name=a_b',
      'DELETE /v25.0/102290129340398/message_templates?name=a_b&hsm_id=77',
      'POST /v25.0/77/unpause',
    ]);
    expect(seen.map(({ body }) => body)).toEqual(['{"category":"UTILITY"}', '', '', '']);
  });

  it('are listed over all pages, without following an address that Graph names', async () => {
    const page = (id: string, after?: string): object => ({
      data: [{ id, name: `t${id}`, status: 'A_NEW_WORD', quality_score: { score: 'GREEN' } }, 'nonsense'],
      paging: { cursors: { after }, ...(after && { next: 'https://elsewhere.example/?access_token=x' }) },
    });
    const { seen, client } = await graph(page('1', 'c1'), page('2', 'c2'), page('3'));
    const outcome = await client.templates.list(ACCOUNT, { status: 'APPROVED' });
    expect(outcome).toMatchObject({
      kind: 'done',
      value: [
        { id: '1', name: 't1', status: 'A_NEW_WORD', quality: 'GREEN', components: [] },
        { id: '2', rejectedReason: null },
        { id: '3' },
      ],
    });
    const cursors = seen.map(({ asked }) => new URL(asked.split(' ')[1] ?? '', 'http://x').searchParams);
    expect(cursors.map((query) => query.get('after'))).toEqual([null, 'c1', 'c2']);
    expect(cursors.every((query) => query.get('status') === 'APPROVED')).toBe(true);
  });

  it('are not listed in part: a page that does not come is a failure of all', async () => {
    const first = { data: [{ id: '1' }], paging: { cursors: { after: 'c' }, next: 'x' } };
    const { client } = await graph(first, { error: { code: 80008, message: 'too many' } });
    expect(await client.templates.list(ACCOUNT)).toMatchObject({ kind: 'rejected', error: { code: 80008 } });
  });

  it('are not listed for ever', async () => {
    const { seen, client } = await graph({ data: [], paging: { cursors: { after: 'same' }, next: 'x' } });
    expect(await client.templates.list(ACCOUNT)).toMatchObject({
      kind: 'failed',
      reason: 'the pages of the list do not end',
    });
    expect(seen).toHaveLength(2);
  });
});

describe('a resumable upload', () => {
  it('is begun, filled, and gone on with from where Meta says that it stopped', async () => {
    const uploadId = 'upload:MTphdHRhY2htZW50Og==?sig=ARZq-x';
    const { seen, client } = await graph(
      { id: uploadId },
      { id: uploadId, file_offset: '4' },
      { h: '4::aW1hZ2U=' },
    );
    const file = { fileName: 'a b.png', mimeType: 'image/png', byteSize: 10 };
    const begun = await client.uploads.start({ appId: APP.appId, accessToken: TOKEN }, file);
    expect(begun).toMatchObject({ kind: 'done', value: { uploadId } });
    expect(await client.uploads.offsetOf(TOKEN, uploadId)).toMatchObject({ value: { offset: 4 } });
    const rest = {
      offset: 4,
      content: Readable.from([Buffer.from('456'), Buffer.from('789')]),
      byteSize: 10,
    };
    expect(await client.uploads.send(TOKEN, uploadId, rest)).toMatchObject({
      value: { handle: '4::aW1hZ2U=' },
    });
    expect(seen).toMatchObject([
      { asked: 'POST /v25.0/670843887433847/uploads?file_name=a+b.png&file_length=10&file_type=image%2Fpng' },
      { asked: `GET /v25.0/${uploadId}`, headers: { authorization: `OAuth ${TOKEN}` } },
      {
        asked: `POST /v25.0/${uploadId}`,
        headers: { authorization: `OAuth ${TOKEN}`, file_offset: '4', 'content-length': '6' },
        body: '456789',
      },
    ]);
  });

  it('asks nobody under an id that is none, and ends the stream', async () => {
    const { seen, client } = await graph({ h: 'x' });
    for (const uploadId of ['', '77', 'upload:', 'upload:../me', 'upload:a?access_token=b', 'upload:a/b']) {
      const content = Readable.from(['abc']);
      const outcome = await client.uploads.send(TOKEN, uploadId, { offset: 0, content, byteSize: 3 });
      expect([uploadId, outcome]).toMatchObject([uploadId, { kind: 'refused', field: 'uploadId' }]);
      expect(content.destroyed).toBe(true);
    }
    expect(seen).toEqual([]);
  });
});

describe('a token', () => {
  it('is asked about in the name of its app, and says what it may do and until when', async () => {
    const data = {
      app_id: '670843887433847',
      type: 'SYSTEM_USER',
      is_valid: true,
      expires_at: 0,
      data_access_expires_at: 1_800_000_000,
      scopes: ['whatsapp_business_messaging', 7],
      granular_scopes: [
        { scope: 'whatsapp_business_management', target_ids: ['102290129340398'] },
        { scope: 'business_management' },
        {},
      ],
    };
    const { seen, client } = await graph({ data });
    expect(await client.tokens.debug('EAAtheirs', APP)).toMatchObject({
      kind: 'done',
      value: {
        isValid: true,
        appId: '670843887433847',
        type: 'SYSTEM_USER',
        expiresAtMs: 1_800_000_000_000,
        scopes: ['whatsapp_business_messaging'],
        granularScopes: [
          { scope: 'whatsapp_business_management', targetIds: ['102290129340398'] },
          { scope: 'business_management', targetIds: null },
        ],
        error: null,
      },
    });
    expect(seen).toMatchObject([
      {
        asked: 'GET /v25.0/debug_token?input_token=EAAtheirs',
        headers: { authorization: 'Bearer 670843887433847|app-secret-of-the-app' },
      },
    ]);
  });

  it('asks in its own name where we have no app, and says why it is not valid', async () => {
    const error = { code: 190, subcode: 463, message: 'Session has expired' };
    const { seen, client } = await graph({ data: { is_valid: false, expires_at: 1_700_000_000, error } });
    expect(await client.tokens.debug(TOKEN, null)).toMatchObject({
      value: { isValid: false, expiresAtMs: 1_700_000_000_000, error },
    });
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('is made of a code, in no name', async () => {
    const { seen, client } = await graph({
      access_token: 'EAAnew',
      token_type: 'bearer',
      expires_in: 5_184_000,
    });
    expect(await client.tokens.exchangeCode(APP, 'AQB&c=d')).toMatchObject({
      kind: 'done',
      value: { accessToken: 'EAAnew', expiresInSeconds: 5_184_000 },
    });
    const asked = new URL(seen[0]?.asked.replace('GET ', '') ?? '', 'http://x');
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: APP.appId,
      client_secret: APP.appSecret,
      code: 'AQB&c=d',
    });
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it('that no header can carry is not sent', async () => {
    const { seen, client } = await graph({ success: true });
    for (const accessToken of ['', 'a b', 'a\r\nb', 'ü'])
      expect(await client.numbers.deregister({ ...NUMBER, accessToken })).toMatchObject({
        kind: 'refused',
        field: 'accessToken',
      });
    expect(seen).toEqual([]);
  });
});

describe('an account', () => {
  it('tells of itself, its numbers and who listens to it', async () => {
    const { seen, client } = await graph(
      { id: '102290129340398', name: 'Demo', timezone_id: 1, account_review_status: 'APPROVED' },
      { data: [{ id: '106540352242922', status: 'CONNECTED', throughput: { level: 'HIGH' } }, { no: 'id' }] },
      {
        data: [
          { whatsapp_business_api_data: { id: '670843887433847', name: 'Parley' } },
          { whatsapp_business_api_data: { id: '9' }, override_callback_uri: 'https://a.example/hook' },
        ],
      },
    );
    expect(await client.accounts.get(ACCOUNT, ['id', 'name'])).toMatchObject({
      value: { name: 'Demo', timeZoneId: '1', reviewStatus: 'APPROVED', currency: null, health: null },
    });
    expect(await client.accounts.phoneNumbers(ACCOUNT, ['id', 'status'])).toMatchObject({
      value: [{ id: '106540352242922', status: 'CONNECTED', throughputLevel: 'HIGH', qualityRating: null }],
    });
    expect(await client.accounts.subscribedApps(ACCOUNT)).toMatchObject({
      value: [
        { appId: '670843887433847', name: 'Parley', overrideCallbackUrl: null },
        { appId: '9', name: null, overrideCallbackUrl: 'https://a.example/hook' },
      ],
    });
    expect(pathsOf(seen)).toEqual([
      'GET /v25.0/102290129340398?fields=id,name',
      'GET /v25.0/102290129340398/phone_numbers?fields=id,status&limit=100',
      'GET /v25.0/102290129340398/subscribed_apps',
    ]);
  });

  it('is subscribed to at our own address or at another, and not any more', async () => {
    const { seen, client } = await graph({ success: true });
    const override = { callbackUrl: 'https://a.example/hook', verifyToken: 'a-verify-token' };
    await client.accounts.subscribe(ACCOUNT);
    await client.accounts.subscribe(ACCOUNT, override);
    await client.accounts.unsubscribe(ACCOUNT);
    expect(seen.map(({ asked, body }) => [asked.split(' ')[0], body])).toEqual([
      ['POST', ''],
      ['POST', '{"override_callback_uri":"https://a.example/hook","verify_token":"a-verify-token"}'],
      ['DELETE', ''],
    ]);
  });
});

describe('a number', () => {
  it('tells what keeps it from sending', async () => {
    const errors = [{ error_code: 141006, error_description: 'No payment', possible_solution: 'Add one' }];
    const { client } = await graph({
      id: '106540352242922',
      health_status: {
        can_send_message: 'BLOCKED',
        entities: [{ entity_type: 'WABA', can_send_message: 'BLOCKED', errors }, null],
      },
      webhook_configuration: { application: 'https://a.example', phone_number: 'https://b.example' },
      is_on_biz_app: true,
    });
    expect(await client.numbers.get(NUMBER)).toMatchObject({
      value: {
        isOnBizApp: true,
        webhooks: { number: 'https://b.example', account: null, app: 'https://a.example' },
        health: {
          canSendMessage: 'BLOCKED',
          entities: [
            {
              entityType: 'WABA',
              errors: [{ code: 141006, description: 'No payment', solution: 'Add one' }],
              additionalInfo: [],
            },
            { entityType: null, errors: [] },
          ],
        },
      },
    });
  });

  it('is taken up the ladder, and down', async () => {
    const { seen, client } = await graph({ success: true });
    await client.numbers.requestCode(NUMBER, { method: 'VOICE', language: 'pt_BR' });
    await client.numbers.verifyCode(NUMBER, '424242');
    await client.numbers.register(NUMBER, { pin: '123456', dataLocalizationRegion: 'DE' });
    await client.numbers.setPin(NUMBER, '654321');
    await client.numbers.deregister(NUMBER);
    expect(seen.map(({ asked, body }) => [asked, JSON.parse(body)])).toEqual([
      ['POST /v25.0/106540352242922/request_code', { code_method: 'VOICE', language: 'pt_BR' }],
      ['POST /v25.0/106540352242922/verify_code', { code: '424242' }],
      [
        'POST /v25.0/106540352242922/register',
        { messaging_product: 'whatsapp', pin: '123456', data_localization_region: 'DE' },
      ],
      ['POST /v25.0/106540352242922', { pin: '654321' }],
      ['POST /v25.0/106540352242922/deregister', { messaging_product: 'whatsapp' }],
    ]);
  });

  it('shows a profile, and changes what is named of it', async () => {
    const profile = { about: 'Open', websites: '["https://a.example"]', messaging_product: 'whatsapp' };
    const { seen, client } = await graph({ data: [profile] }, { data: [] }, { success: true });
    expect(await client.numbers.profile(NUMBER)).toMatchObject({
      value: { about: 'Open', websites: ['https://a.example'], email: null },
    });
    expect(await client.numbers.profile(NUMBER)).toMatchObject({ value: { about: null, websites: [] } });
    const change = { email: 'a@b.example', profilePictureHandle: '4::aW' };
    expect(await client.numbers.setProfile(NUMBER, change)).toMatchObject({ kind: 'done' });
    expect(JSON.parse(seen[2]?.body ?? '')).toEqual({
      messaging_product: 'whatsapp',
      email: 'a@b.example',
      profile_picture_handle: '4::aW',
    });
  });

  it.each(['', '../me', '1?fields=x', '1/2', 'abc'])(
    'is not asked for under the id "%s"',
    async (phoneNumberId) => {
      const { seen, client } = await graph({ id: '1' });
      const outcome = await client.numbers.get({ phoneNumberId, accessToken: TOKEN });
      expect(outcome).toEqual({ kind: 'refused', field: 'phoneNumberId', reason: 'is not a number' });
      expect(seen).toEqual([]);
    },
  );
});
