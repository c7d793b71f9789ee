import { TOKEN, answering, Servers } from '../server.fixture';
import type { ManagementClient } from './management-client';
import type { ManagementOutcome } from './management-calls';

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = '<!DOCTYPE html><html><head><title>Error</title></head><body>Sorry, try again</body></html>';
const servers = new Servers();
afterEach(() => servers.closeAll());

const ACCOUNT = { wabaId: '102290129340398', accessToken: TOKEN };
const NUMBER = { phoneNumberId: '106540352242922', accessToken: TOKEN };
const APP = { appId: '670843887433847', appSecret: 'app-secret-of-the-app' };
const PIN = { pin: '123456' };
const BY_SMS = { method: 'SMS', language: 'en_US' } as const;
const FILE = { fileName: 'a.png', mimeType: 'image/png', byteSize: 3 };
const BYTES = { offset: 0, content: Buffer.from('abc'), byteSize: 3 };
const UPLOAD = '{"id":"upload:MTp"}';
const OFFSET = '{"id":"upload:MTp","file_offset":1}';

type Call = (client: ManagementClient) => Promise<ManagementOutcome<unknown>>;

/** One call of every family, or more where they are read differently; what Graph answers to it when all is well. */
const CALLS: readonly [name: string, call: Call, answer: string][] = [
  ['creating a template', (graph) => graph.templates.create(ACCOUNT, { name: 'x' }), '{"id":"1"}'],
  ['editing a template', (graph) => graph.templates.edit(TOKEN, '1', {}), '{"success":true}'],
  ['deleting a template', (graph) => graph.templates.delete(ACCOUNT, { name: 'x' }), '{"success":true}'],
  ['unpausing a template', (graph) => graph.templates.unpause(TOKEN, '1'), '{"success":true}'],
  ['reading a template', (graph) => graph.templates.get(TOKEN, '1'), '{"id":"1"}'],
  ['listing templates', (graph) => graph.templates.list(ACCOUNT), '{"data":[]}'],
  ['beginning an upload', (graph) => graph.uploads.start({ ...APP, accessToken: TOKEN }, FILE), UPLOAD],
  ['filling an upload', (graph) => graph.uploads.send(TOKEN, 'upload:MTp', BYTES), '{"h":"4::aW"}'],
  ['asking how far an upload is', (graph) => graph.uploads.offsetOf(TOKEN, 'upload:MTp'), OFFSET],
  ['asking about a token', (graph) => graph.tokens.debug(TOKEN, APP), '{"data":{"is_valid":true}}'],
  ['exchanging a code', (graph) => graph.tokens.exchangeCode(APP, 'the-code'), '{"access_token":"EAA"}'],
  ['reading an account', (graph) => graph.accounts.get(ACCOUNT), '{"id":"102290129340398"}'],
  ['listing numbers', (graph) => graph.accounts.phoneNumbers(ACCOUNT), '{"data":[]}'],
  ['listing subscribed apps', (graph) => graph.accounts.subscribedApps(ACCOUNT), '{"data":[]}'],
  ['subscribing', (graph) => graph.accounts.subscribe(ACCOUNT), '{"success":true}'],
  ['unsubscribing', (graph) => graph.accounts.unsubscribe(ACCOUNT), '{"success":true}'],
  ['reading a number', (graph) => graph.numbers.get(NUMBER), '{"id":"106540352242922"}'],
  ['requesting a code', (graph) => graph.numbers.requestCode(NUMBER, BY_SMS), '{"success":true}'],
  ['verifying a code', (graph) => graph.numbers.verifyCode(NUMBER, '123456'), '{"success":true}'],
  ['registering', (graph) => graph.numbers.register(NUMBER, PIN), '{"success":true}'],
  ['deregistering', (graph) => graph.numbers.deregister(NUMBER), '{"success":true}'],
  ['setting the PIN', (graph) => graph.numbers.setPin(NUMBER, '123456'), '{"success":true}'],
  ['reading a profile', (graph) => graph.numbers.profile(NUMBER), '{"data":[]}'],
  ['changing a profile', (graph) => graph.numbers.setProfile(NUMBER, {}), '{"success":true}'],
];
const names = CALLS.map(([name]) => name);

const each = (...answer: Parameters<typeof answering>): Promise<[string, ManagementOutcome<unknown>][]> =>
  eachCall(() => answering(...answer));

async function eachCall(
  handlerOf: (answer: string) => ReturnType<typeof answering>,
): Promise<[string, ManagementOutcome<unknown>][]> {
  const outcomes: [string, ManagementOutcome<unknown>][] = [];
  for (const [name, call, answer] of CALLS) {
    const url = await servers.http(handlerOf(answer));
    outcomes.push([name, await call(servers.management(url))]);
  }
  return outcomes;
}

describe('every management call', () => {
  it('is done when Graph says what was wanted', async () => {
    const outcomes = await eachCall((answer) => answering(200, JSON_TYPE, answer));
    expect(outcomes.filter(([, { kind }]) => kind === 'done').map(([name]) => name)).toEqual(names);
  });

  it.each([200, 400, 401, 404, 429, 500, 503])(
    'has failed when a page comes with status %i',
    async (status) => {
      const outcomes = await each(status, { 'content-type': 'text/html' }, HTML);
      for (const [name, outcome] of outcomes) {
        expect([name, outcome]).toMatchObject([
          name,
          {
            kind: 'failed',
            reason: 'answered with HTML instead of JSON',
            httpStatus: status,
            snippet: name === 'exchanging a code' ? null : 'Error Sorry, try again',
          },
        ]);
      }
    },
  );

  it.each([200, 400, 503])('has failed when nothing comes with status %i', async (status) => {
    for (const [name, outcome] of await each(status, JSON_TYPE, ''))
      expect([name, outcome]).toMatchObject([
        name,
        { kind: 'failed', reason: 'answered with an empty body', httpStatus: status },
      ]);
  });

  it('has failed when half of the answer comes', async () => {
    const outcomes = await eachCall((answer) => (request, response) => {
      request.resume();
      response.writeHead(200, { ...JSON_TYPE, 'content-length': String(answer.length) });
      response.write(answer.slice(0, -1), () => response.destroy());
    });
    expect(outcomes.map(([name, { kind }]) => [name, kind])).toEqual(names.map((name) => [name, 'failed']));
  });

  it.each(['{}', '[]', 'null', '"done"', '{"success":false}', '{"data":{}}', '{"id":""}', '{"id":7.5}'])(
    'has failed when Graph says %s with status 200',
    async (body) => {
      for (const [name, outcome] of await each(200, JSON_TYPE, body))
        expect([name, outcome]).toMatchObject([
          name,
          { kind: 'failed', reason: expect.stringMatching(/^answered success without /) },
        ]);
    },
  );

  it.each([400, 200])("is rejected with Graph's error, also with status %i", async (status) => {
    const error = '{"error":{"message":"(#100) Invalid parameter","code":100,"error_subcode":33}}';
    for (const [name, outcome] of await each(status, JSON_TYPE, error))
      expect([name, outcome]).toMatchObject([
        name,
        { kind: 'rejected', error: { code: 100, subcode: 33, title: 'Invalid parameter' } },
      ]);
  });

  it('follows no redirect', async () => {
    for (const [, outcome] of await each(302, { location: 'http://127.0.0.1:1/' }, ''))
      expect(outcome).toMatchObject({
        kind: 'failed',
        reason: 'answered with a redirect, which is not followed',
      });
  });

  it('has failed when nobody is there, and when the client is closed', async () => {
    const closed = servers.management('http://127.0.0.1:1');
    await closed.close();
    for (const client of [servers.management('http://127.0.0.1:1'), closed])
      for (const [, call] of CALLS)
        expect(await call(client)).toMatchObject({ kind: 'failed', attempt: { bytesWritten: false } });
  });

  it('quotes no secret, whatever Graph echoes', async () => {
    const echo = `{"error":{"code":100,"message":"${TOKEN} ${APP.appSecret} the-code"}}`;
    const page = `<p>${TOKEN} ${APP.appSecret} ${encodeURIComponent(`${APP.appId}|${APP.appSecret}`)}</p>`;
    const outcomes = [
      ...(await each(400, JSON_TYPE, echo)).filter(([name]) => name !== 'exchanging a code'),
      ...(await each(200, JSON_TYPE, page)),
    ];
    expect(JSON.stringify(outcomes)).not.toContain(TOKEN);
    const ofTokens = outcomes.filter(
      ([name]) => name === 'asking about a token' || name === 'exchanging a code',
    );
    expect(JSON.stringify(ofTokens)).not.toContain(APP.appSecret);
  });

  it("says what Graph's clock said", async () => {
    const date = 'Sun, 22 Nov 2026 01:40:00 GMT';
    for (const [, outcome] of await each(400, { ...JSON_TYPE, date }, '{"error":{"code":1}}'))
      expect(outcome).toMatchObject({ graphTimeMs: Date.parse(date) });
  });
});
