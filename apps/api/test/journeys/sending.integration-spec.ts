import { eventually } from '../support/eventually';
import { echoTo, inboxIsEmpty, messagesWith } from '../support/inbox';
import {
  messagesChange,
  newWamid,
  nowInSeconds,
  postSigned,
  statusUpdate,
  textWebhook,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';
import { sendsTo } from '../support/simulator-ledger';
import { TcpProxy } from '../support/tcp-proxy';

// Numbers of the simulator that make a failure happen (apps/simulator/README.md).
const UNDELIVERABLE = '15550131026';
const WINDOW_CLOSED = '15550131047';
const RATE_LIMITED = '15550130429';
const HTML_PAGE = '15550100503';
const DROPPED = '15550100499';

describe('a message on its way out', () => {
  let product: Product;
  let way: TcpProxy;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    way = await TcpProxy.to(product.simulatorUrl);
    product.set('WHATSAPP_GRAPH_URL', way.through(product.simulatorUrl));
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await way.close();
  });

  const writes = (from: string, body = 'hello') => postSigned(product.apiUrl, textWebhook({ from, body }));
  const attemptsOf = async (id: string) => {
    const [row] = await product.database.query<{
      attempts: number;
      state: string;
      failureCode: string | null;
    }>('SELECT attempts, state, failure_code AS "failureCode" FROM message WHERE id = $1', [id]);
    return row ?? { attempts: 0, state: '', failureCode: null };
  };

  it('is accepted once, with our id in it, and its statuses come back', async () => {
    await writes('16505550061');
    const echo = await echoTo(product.database, '16505550061', 'read');
    expect(await sendsTo(product, '16505550061')).toMatchObject([
      { kind: 'graph.accepted', callbackData: echo.id, body: echo.text, wamid: echo.wamid },
    ]);
  });

  it.each([
    [UNDELIVERABLE, '131026'],
    [WINDOW_CLOSED, '131047'],
  ])('fails with the reason that Meta gives later: %s', async (phone, code) => {
    await writes(phone);
    const echo = await echoTo(product.database, phone, 'failed');
    expect(echo.failureCode).toBe(code);
    expect(await sendsTo(product, phone)).toHaveLength(1);
  });

  it('fails with the reason that Meta gives at once', async () => {
    const stranger = '106540352249995';
    await product.addTenant('stranger', stranger);
    const message = {
      from: '16505550062',
      id: newWamid(),
      timestamp: nowInSeconds(),
      type: 'sticker',
      sticker: {},
    };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] }, stranger)));
    const echo = await echoTo(product.database, '16505550062', 'failed');
    expect(echo).toMatchObject({ failureCode: '100', wamid: null });
    expect(echo.text).toMatch(/^Sticker received at /);
  });

  it('is tried again, later and not at once, when Meta says that it is too much', async () => {
    await writes(RATE_LIMITED);
    const echo = await echoTo(product.database, RATE_LIMITED);
    const refusals = await eventually('it was tried twice', async () => {
      const sends = await sendsTo(product, RATE_LIMITED);
      return sends.length >= 2 && sends;
    });
    expect(refusals[0]).toMatchObject({ kind: 'graph.refused', code: 130429 });
    expect(await attemptsOf(echo.id)).toMatchObject({ failureCode: '130429', attempts: expect.any(Number) });
    expect(await sendsTo(product, RATE_LIMITED, 'graph.accepted')).toEqual([]);
    await product.database.query(`UPDATE message SET state = 'failed' WHERE id = $1`, [echo.id]);
  });

  it('is unknown when the answer is a page, is not sent again, and a status that knows our id resolves it', async () => {
    await writes(HTML_PAGE);
    const echo = await echoTo(product.database, HTML_PAGE, 'unknown');
    expect(echo).toMatchObject({ failureCode: 'no_answer', wamid: null });
    const wamid = newWamid();
    const status = statusUpdate(wamid, 'delivered', {
      recipient_id: HTML_PAGE,
      biz_opaque_callback_data: echo.id,
    });
    await postSigned(product.apiUrl, webhookOf(messagesChange({ statuses: [status] })));
    expect(await echoTo(product.database, HTML_PAGE, 'delivered')).toMatchObject({ id: echo.id, wamid });
    expect(await sendsTo(product, HTML_PAGE)).toHaveLength(1);
  });

  it('is not sent again when the connection breaks after it went out, and its statuses find it', async () => {
    await writes(DROPPED);
    const echo = await echoTo(product.database, DROPPED, 'read');
    expect(await sendsTo(product, DROPPED)).toMatchObject([{ callbackData: echo.id, wamid: echo.wamid }]);
  });

  it('waits while nobody listens, and is sent once when somebody does', async () => {
    await way.cut();
    await writes('16505550063');
    const echo = await echoTo(product.database, '16505550063');
    const waiting = await eventually('a first attempt was made', async () => {
      const row = await attemptsOf(echo.id);
      return row.attempts >= 1 && row.state === 'queued' && row;
    });
    expect(waiting.failureCode).toBe('unreachable');
    await way.mend();
    await echoTo(product.database, '16505550063', 'read');
    expect(await sendsTo(product, '16505550063')).toHaveLength(1);
  });

  it('is unknown when its sender died before it heard the answer', async () => {
    await writes('16505550064');
    const echo = await echoTo(product.database, '16505550064', 'read');
    // One that came later would tell that it went out.
    await eventually('all its statuses are there', async () => {
      const rows = await product.database.query(
        'SELECT 1 FROM message_status WHERE provider_message_id = $1',
        [echo.wamid],
      );
      return rows.length >= 3;
    });
    await product.database.query(
      `UPDATE message SET state = 'sending', provider_message_id = NULL, fence = 0 WHERE id = $1`,
      [echo.id],
    );
    const unknown = await echoTo(product.database, '16505550064', 'unknown');
    expect(unknown.failureCode).toBe('sender_died');
    expect(await sendsTo(product, '16505550064')).toHaveLength(1);
  });

  it('goes to the user id of a person who shows no phone number', async () => {
    const message = {
      from_user_id: 'US.64',
      id: newWamid(),
      timestamp: nowInSeconds(),
      type: 'text',
      text: { body: 'x' },
    };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    await echoTo(product.database, 'US.64', 'sent', 'delivered', 'read');
  });

  it('does not exist where the echo is off', async () => {
    const list = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    const echo = (echoEnabled: boolean) =>
      product.as().patch(`/api/v1/channels/${list.body.data[0]?.id}`, { echoEnabled });
    await echo(false);
    await writes('16505550067', 'nobody answers');
    await inboxIsEmpty(product.database);
    await echo(true);
    await writes('16505550067', 'somebody answers');
    await echoTo(product.database, '16505550067', 'read');
    const sent = (await messagesWith(product.database, '16505550067')).filter(
      (one) => one.direction === 'outbound',
    );
    expect(sent.map(({ text }) => text)).toEqual([expect.stringMatching(/: somebody answers$/)]);
    expect(await sendsTo(product, '16505550067')).toHaveLength(1);
  });
});
