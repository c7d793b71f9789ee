import { signBody, toWireBytes } from '@parley/whatsapp-cloud';
import { eventually } from '../support/eventually';
import { echoTo, everythingSettled, messagesWith } from '../support/inbox';
import {
  messagesChange,
  META,
  newWamid,
  postOnce,
  postRaw,
  postSigned,
  statusUpdate,
  textWebhook,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';
import { TcpProxy } from '../support/tcp-proxy';

const WORDS = 'the-words-of-a-customer';
const NAME = 'Confidential Customer';

type Line = Record<string, unknown> & { msg: string; level: string };

describe('the log of a day on which everything happened', () => {
  let product: Product;
  let way: TcpProxy;
  let signature: string;
  let consoleError: jest.SpyInstance;
  const lines = () => product.logLines.map((line) => JSON.parse(line) as Line);

  beforeAll(async () => {
    consoleError = jest.spyOn(console, 'error').mockImplementation();
    product = await Product.create();
    way = await TcpProxy.to(product.database.systemUrl);
    product.set('DATABASE_SYSTEM_URL', way.through(product.database.systemUrl));
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    await everythingHappens();
  });
  afterAll(async () => {
    await product.stop();
    await way.close();
    consoleError.mockRestore();
  });

  async function everythingHappens(): Promise<void> {
    const webhook = textWebhook({ from: '16505550051', body: WORDS, name: NAME });
    signature = signBody(toWireBytes(webhook), META.appSecret);
    await postSigned(product.apiUrl, webhook);
    await echoTo(product.database, '16505550051', 'read');
    await postRaw(product.apiUrl, toWireBytes(webhook), { 'x-hub-signature-256': `${signature}0` });
    await postSigned(product.apiUrl, Buffer.from(`not json ${WORDS}`));
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [{ words: WORDS }] }, '999')));
    await anEventFails();
    await aTakingApartFails();
    await aSendFails();
    await requestsOfATenant();
    await theDatabaseGoesAway();
  }

  async function anEventFails(): Promise<void> {
    await product.database.query(`
      CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'this row is poison' USING DETAIL = NEW::text; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON message FOR EACH ROW
        WHEN (NEW.text LIKE 'poison%' AND NEW.direction = 'inbound') EXECUTE FUNCTION refuse_poison();`);
    await postSigned(
      product.apiUrl,
      textWebhook({ from: '16505550052', body: `poison ${WORDS}`, name: NAME }),
    );
    await eventually('an event failed', () => lines().some(({ msg }) => msg === 'event not applied'));
  }

  async function aTakingApartFails(): Promise<void> {
    await product.database.query(`
      CREATE TRIGGER poison BEFORE INSERT ON inbox_event FOR EACH ROW
        WHEN (NEW.element->>'text' LIKE 'venom%') EXECUTE FUNCTION refuse_poison();`);
    await postSigned(
      product.apiUrl,
      textWebhook({ from: '16505550053', body: `venom ${WORDS}`, name: NAME }),
    );
    await eventually('it was set aside', () => lines().some(({ msg }) => msg === 'element set aside'));
  }

  async function aSendFails(): Promise<void> {
    await product.database.query(`UPDATE channel SET access_token = '\\x00'`);
    await postSigned(product.apiUrl, textWebhook({ from: '16505550054', body: WORDS, name: NAME }));
    await eventually('a send failed', () =>
      lines().some(({ msg }) => msg === 'messages held: the access token cannot be opened'),
    );
    await eventually('it is written that it waits', async () =>
      (await messagesWith(product.database, '16505550054')).some(
        ({ failureCode }) => failureCode === 'unreadable_access_token',
      ),
    );
  }

  async function requestsOfATenant(): Promise<void> {
    const get = (path: string) => product.as().fetch(path, { headers: { 'x-request-id': 'request-1' } });
    await get('/api/v1/conversations?limit=2');
    await get(`/api/v1/conversations?cursor=${WORDS}`);
    await get(
      `/api/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${META.verifyToken}&hub.challenge=1`,
    );
    const list = (await (await get('/api/v1/channels')).json()) as { data: { id: string }[] };
    await product.as().fetch(`/api/v1/channels/${list.data[0]?.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-2' },
      body: '{"echoEnabled":true}',
    });
    await product.database.query('ALTER TABLE conversation RENAME TO away');
    await get('/api/v1/conversations');
    await product.database.query('ALTER TABLE away RENAME TO conversation');
  }

  async function theDatabaseGoesAway(): Promise<void> {
    await way.cut();
    await postOnce(product.apiUrl, textWebhook({ from: '16505550055', body: WORDS, name: NAME }));
    await way.mend();
    await postSigned(
      product.apiUrl,
      webhookOf(messagesChange({ statuses: [statusUpdate(newWamid(), 'read')] })),
    );
    await product.database.query('UPDATE message SET state = $1 WHERE state = $2', ['failed', 'queued']);
    await everythingSettled(product.database);
  }

  it('holds what went wrong', () => {
    const messages = lines().map(({ msg }) => msg);
    expect(messages).toEqual(
      expect.arrayContaining([
        'event not applied',
        'element set aside',
        'messages held: the access token cannot be opened',
        'webhooks not stored',
        'request failed',
      ]),
    );
  });

  it('is the only place where something is told', () => expect(consoleError).not.toHaveBeenCalled());

  it('holds no word of a customer, no name, no number', () => {
    const telling = product.logLines.filter((line) => /the-words-of|Confidential|1650555005/.test(line));
    expect(telling).toEqual([]);
  });

  it('holds no secret, no token, no signature and no password', () => {
    const secrets = [
      META.appSecret,
      META.olderAppSecret,
      META.verifyToken,
      META.accessToken,
      Buffer.alloc(32, 7).toString('base64'),
      signature.slice('sha256='.length),
      new URL(product.database.systemUrl).password + '@',
    ];
    const telling = product.logLines.filter((line) => secrets.some((secret) => line.includes(secret)));
    expect(telling).toEqual([]);
  });

  it('names the tenant in every line about something of a tenant', () => {
    const ofATenant = lines().filter(
      ({ msg, path }) =>
        ['event not applied', 'messages held: the access token cannot be opened'].includes(msg) ||
        String(path).startsWith('/api/v1/'),
    );
    expect(ofATenant.length).toBeGreaterThan(5);
    const without = ofATenant.filter(({ tenantId }) => tenantId !== product.tenantId);
    expect(without).toEqual([]);
  });

  it('names the request in every line about one, also in that about its failure', () => {
    const ofRequests = lines().filter(({ msg }) => ['request', 'request failed'].includes(msg));
    expect(ofRequests.filter(({ correlationId }) => typeof correlationId !== 'string')).toEqual([]);
    const ofOne = (id: string) => lines().filter(({ correlationId }) => correlationId === id);
    expect(ofOne('request-2')).toMatchObject([{ msg: 'request', status: 200, tenantId: product.tenantId }]);
    expect(ofOne('request-1').find(({ msg }) => msg === 'request failed')).toMatchObject({
      tenantId: product.tenantId,
      err: { message: expect.stringContaining('does not exist') as string },
    });
  });

  it('says when, which process, how grave and what, in every line', () => {
    for (const line of lines()) {
      expect(line).toMatchObject({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        service: expect.stringMatching(/^(api|worker|cli)$/) as string,
        level: expect.stringMatching(/^(trace|debug|info|warn|error|fatal)$/) as string,
        msg: expect.any(String) as string,
      });
    }
  });
});
