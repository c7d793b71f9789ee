import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '../support/eventually';
import { GraphStub } from '../support/graph-stub';
import { everythingSettled, inboxIsEmpty, messagesWith } from '../support/inbox';
import {
  messagesChange,
  META,
  newWamid,
  nowInSeconds,
  postSigned,
  statusUpdate,
  textMessage,
  textWebhook,
} from '../support/meta';
import { Product } from '../support/product';
import { TcpProxy } from '../support/tcp-proxy';
import { statementsInTransactions } from './statements-in-transactions';

const NUMBERS = [META.phoneNumberId, '106540352247701', '106540352247702'];
const SIX_DAYS_SECONDS = 6 * 86_400;

describe('what went wrong in other products does not go wrong here', () => {
  let product: Product;
  let graph: GraphStub;
  let way: TcpProxy;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    for (const [index, number] of NUMBERS.slice(1).entries())
      await product.addTenant(`other-${index}`, number);
    way = await TcpProxy.to(product.database.systemUrl);
    await product.startApi();
    product.set('DATABASE_SYSTEM_URL', way.through(product.database.systemUrl));
    product.set('DATABASE_APP_URL', way.through(product.database.appUrl));
    // Two, as on two machines.
    await product.startWorker();
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
    await way.close();
  });

  const directionsWith = async (phone: string): Promise<string[]> =>
    (await messagesWith(product.database, phone)).map(({ direction }) => direction);

  it('first element only: of 90 elements for three tenants 89 are applied and the one without sense is set aside', async () => {
    const entries = NUMBERS.map((number, entry) => ({
      id: META.wabaId,
      changes: [0, 1, 2].map((change) => {
        const messages = [0, 1, 2, 3, 4].map((serial) =>
          textMessage({ from: `16505${entry}${change}${serial}9999`, body: 'one of ninety' }),
        );
        if (entry === 1 && change === 1) delete messages[2]?.['id'];
        const statuses = ['sent', 'delivered', 'read', 'failed', 'deleted'].map((status) =>
          statusUpdate(newWamid(), status),
        );
        return messagesChange({ messages, statuses }, number);
      }),
    }));
    const [before] = await product.database.query<{ statuses: number; letters: number }>(COUNTS);
    const answer = await postSigned(product.apiUrl, { object: 'whatsapp_business_account', entry: entries });
    expect(answer.status).toBe(200);
    await everythingSettled(product.database);
    const [after] = await product.database.query<{ statuses: number; letters: number }>(COUNTS);
    const [messages] = await product.database.query(
      `SELECT count(*)::int, count(DISTINCT tenant_id)::int AS tenants FROM message WHERE text = 'one of ninety'`,
    );
    expect(messages).toEqual({ count: 44, tenants: 3 });
    expect((after?.statuses ?? 0) - (before?.statuses ?? 0)).toBe(45);
    expect((after?.letters ?? 0) - (before?.letters ?? 0)).toBe(1);
  });

  it('dropped while the number needs a new token: what comes in then is stored all the same', async () => {
    await product.database.query(`UPDATE channel SET access_token = '\\x00' WHERE tenant_id = $1`, [
      product.tenantId,
    ]);
    await postSigned(product.apiUrl, textWebhook({ from: '16505110201' }));
    const echo = await eventually('its answer is held', async () => {
      const [message, answer] = await messagesWith(product.database, '16505110201');
      expect(message?.text ?? 'hello').toBe('hello');
      return answer?.failureCode === 'unreadable_access_token' && answer;
    });
    await product.database.query(`UPDATE message SET state = 'failed' WHERE id = $1`, [echo.id]);
  });

  it('yesterday is not answered: what Meta brings six days late is stored, and no bot speaks', async () => {
    const timestamp = String(Number(nowInSeconds()) - SIX_DAYS_SECONDS);
    const from = '16505110401';
    await postSigned(product.apiUrl, textWebhook({ from, timestamp }));
    await everythingSettled(product.database);
    expect(await directionsWith(from)).toEqual(['inbound']);
  });

  it('Zulip #14862: what kills its worker each time is set aside, and does not kill for ever', async () => {
    await product.database.query(`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NEW; END $$;
      CREATE TRIGGER deadly BEFORE INSERT ON message FOR EACH ROW
        WHEN (NEW.text = 'a crash loop' AND NEW.direction = 'inbound') EXECUTE FUNCTION die();`);
    await postSigned(product.apiUrl, textWebhook({ from: '16505110501', body: 'a crash loop' }));
    await inboxIsEmpty(product.database, 60_000);
    const letters = await product.database.query(
      `SELECT reason, attempts, state FROM dead_letter WHERE element->>'text' = 'a crash loop'`,
    );
    expect(letters).toEqual([{ reason: 'crashed', attempts: 3, state: 'waiting' }]);
  }, 120_000);

  it('River #1318: more that waits for its next try than one round takes does not hold up the others', async () => {
    const from = '16505110551';
    await postSigned(product.apiUrl, textWebhook({ from }));
    await inboxIsEmpty(product.database);
    await product.database.query(
      `INSERT INTO inbox_event (delivery_id, ordinal, provider, tenant_id, channel_id, lane, order_key, kind, element,
         received_at, state, next_attempt_at)
       SELECT delivery_id, 0, provider, tenant_id, channel_id, lane, 'waits-' || serial, kind, element, received_at,
         'retrying', now() + interval '1 hour'
       FROM inbox_event, generate_series(1, 2500) AS serial
       WHERE (day, inbox_event.id) = (SELECT day, id FROM inbox_event ORDER BY id DESC LIMIT 1)`,
    );
    await postSigned(product.apiUrl, textWebhook({ from, body: 'behind them' }));
    await eventually('who does not wait is not held up', async () =>
      (await messagesWith(product.database, from)).some(({ text }) => text === 'behind them'),
    );
    await product.database.query(`DELETE FROM inbox_event WHERE order_key LIKE 'waits-%'`);
  });

  it('BullMQ #648, #2466, #2964, #3185: a worker that lost its connections goes on by itself when they are back', async () => {
    await way.cut();
    const webhooks = ['16505110601', '16505110602'].map((from) => textWebhook({ from }));
    for (const webhook of webhooks) expect((await postSigned(product.apiUrl, webhook)).status).toBe(200);
    await way.mend();
    for (const phone of ['16505110601', '16505110602'])
      await eventually(
        `${phone} is there`,
        async () => (await messagesWith(product.database, phone)).length > 0,
        60_000,
      );
  }, 180_000);

  it('BullMQ #4729: a queue that brings no wake-up costs a moment, and nothing else', async () => {
    await product.database.query('ALTER SCHEMA bullmq RENAME TO away');
    try {
      expect((await postSigned(product.apiUrl, textWebhook({ from: '16505110701' }))).status).toBe(200);
      await inboxIsEmpty(product.database);
      expect((await messagesWith(product.database, '16505110701'))[0]?.text).toBe('hello');
    } finally {
      await product.database.query('ALTER SCHEMA away RENAME TO bullmq');
    }
  });

  it('Recall: no transaction that stores or applies a webhook sends a notification', async () => {
    const statements = await statementsInTransactions(async () => {
      await postSigned(product.apiUrl, textWebhook({ from: '16505110801' }));
      await inboxIsEmpty(product.database);
    });
    for (const table of ['inbox_event', 'message'])
      expect(statements.some((sql) => sql.includes(`INSERT INTO ${table} `))).toBe(true);
    expect(statements.filter((sql) => /notify/i.test(sql))).toEqual([]);
    // Nor does a trigger of ours, nor any file but the one that has a connection of its own for it.
    const triggers = await product.database.query(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~* 'notify'`,
    );
    expect(triggers).toEqual([]);
    expect(filesThatNotify()).toEqual(['platform/realtime/postgres-realtime.ts']);
  });
});

const COUNTS = `SELECT (SELECT count(*) FROM message_status)::int AS statuses, (SELECT count(*) FROM dead_letter)::int AS letters`;

function filesThatNotify(): string[] {
  const src = resolve(__dirname, '../../src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && /pg_notify|\bNOTIFY [a-z]/.test(readFileSync(join(src, file), 'utf8')),
  );
}
