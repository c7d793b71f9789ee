import { eventually } from '../support/eventually';
import { GraphStub } from '../support/graph-stub';
import { everythingSettled } from '../support/inbox';
import { META, messagesChange, postSigned, textMessage, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352249988';

interface Echo {
  readonly state: string;
  readonly attempts: number;
  readonly failureCode: string | null;
}

describe('a channel whose access token cannot be opened', () => {
  let product: Product;
  let graph: GraphStub;
  let sealed: Buffer;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', OTHER_NUMBER);
    graph = await GraphStub.start();
    product.set('WHATSAPP_GRAPH_URL', graph.url);
    await product.startApi();
    await product.startWorker();
    const [channel] = await product.database.query<{ sealed: Buffer }>(
      'SELECT access_token AS sealed FROM channel WHERE tenant_id = $1',
      [product.tenantId],
    );
    sealed = channel?.sealed as Buffer;
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });
  beforeEach(async () => {
    const flipped = Buffer.from(sealed);
    flipped[flipped.length - 1] = (flipped.at(-1) as number) ^ 1;
    await setToken(flipped);
    await product.database.query(
      'UPDATE channel SET held_code = NULL, held_reason = NULL, held_until = NULL',
    );
  });

  const setToken = (token: Buffer) =>
    product.database.query('UPDATE channel SET access_token = $1 WHERE tenant_id = $2', [
      token,
      product.tenantId,
    ]);
  const echoTo = async (phone: string): Promise<Echo | undefined> => {
    const [echo] = await product.database.query<Echo>(
      `SELECT state, attempts, failure_code AS "failureCode" FROM message WHERE direction = 'outbound' AND recipient = $1`,
      [phone],
    );
    return echo;
  };
  const held = (phone: string) =>
    eventually('the echo is held', async () => {
      const echo = await echoTo(phone);
      return echo?.failureCode === 'unreadable_access_token' && echo.state === 'queued' ? echo : null;
    });
  /** It is tried again now, and not in five minutes. */
  const tryAgain = () =>
    product.database.query('UPDATE channel SET held_until = now() WHERE held_code IS NOT NULL');
  const sentTo = (phone: string) => graph.requests.filter(({ to }) => to.endsWith(phone));

  it('holds its messages for minutes at a time, without counting that as an attempt, and says it once', async () => {
    const before = product.complaints().length;
    await postSigned(product.apiUrl, textWebhook({ from: '16505550071' }));
    expect(await held('16505550071')).toMatchObject({ attempts: 0 });
    const list = await product.as().get<{ data: { held: object | null }[] }>('/api/v1/channels');
    expect(list.body.data[0]?.held).toMatchObject({ code: 'unreadable_access_token' });
    const [channel] = await product.database.query<{ seconds: number }>(
      'SELECT extract(epoch FROM held_until - now())::float8 AS seconds FROM channel WHERE held_code IS NOT NULL',
    );
    expect(channel?.seconds).toBeGreaterThan(45);
    const complaints = product.complaints().slice(before);
    // Those who have the mails to write say it too, some seconds later.
    const ofTheSender = complaints.filter((line) => !line.includes('a number cannot send'));
    expect(ofTheSender).toHaveLength(1);
    expect(ofTheSender[0]).toContain('the access token cannot be opened');
    expect(sentTo('16505550071')).toEqual([]);
  });

  it('lets the numbers of others send', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550072' }));
    const theirs = messagesChange({ messages: [textMessage({ from: '16505550073' })] }, OTHER_NUMBER);
    await postSigned(product.apiUrl, webhookOf(theirs));
    await eventually('theirs is sent', async () => (await echoTo('16505550073'))?.state === 'sent');
    await held('16505550072');
    expect(sentTo('16505550072')).toEqual([]);
  });

  it('sends what was held when the token is there again', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550074' }));
    await held('16505550074');
    await setToken(sealed);
    await tryAgain();
    await eventually('it is sent', async () => (await echoTo('16505550074'))?.state === 'sent');
    expect(sentTo('16505550074')).toMatchObject([{ accessToken: META.accessToken }]);
    // Of the next that are held none is older than the next test's: the oldest alone is tried.
    await everythingSettled(product.database);
  });

  it('gives up a message after a day, and says why', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550075' }));
    await held('16505550075');
    await product.database.query(
      `UPDATE message SET created_at = now() - interval '25 hours' WHERE direction = 'outbound' AND recipient = $1`,
      ['16505550075'],
    );
    await tryAgain();
    await eventually('it has failed', async () => (await echoTo('16505550075'))?.state === 'failed');
    expect(await echoTo('16505550075')).toMatchObject({ failureCode: 'unreadable_access_token' });
  });
});
