import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newId } from '../../src/kernel/ids';
import { REFUSALS } from '../../src/messaging/inbound/intake/intake-record';
import { ApiKeys } from '../support/api-keys';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { META, newWamid, postRaw, postSigned, textWebhook } from '../support/meta';
import { newOperator, newPhoneNumberId, OPERATOR, postTexts } from '../support/operator';
import { Product } from '../support/product';
import { TcpProxy } from '../support/tcp-proxy';

const METRICS = '/api/metrics';
const PAGE = readFileSync(resolve(__dirname, '../../../../docs/operations.md'), 'utf8');
const TOKEN = 'canary-metrics-token-2f6c';
const PERSON = { from: '16505550041', name: 'Ana Canary', body: 'canary words', id: newWamid() };
/** Figures that took long to find are kept ten times as long. */
const FIGURES_WITHIN_MS = 60_000;
/** As the text format has it: a name, labels, a value. */
const LINE = /^([a-z_:][a-zA-Z0-9_:]*)(\{([a-z_][a-zA-Z0-9_]*="[^"]*",?)+\})? (-?[0-9.e+-]+|NaN|\+Inf)$/;

describe('the metrics', () => {
  let product: Product;
  let way: TcpProxy;

  beforeAll(async () => {
    product = await Product.create({ METRICS_TOKEN: TOKEN });
    await product.startWorker();
    way = await TcpProxy.to(product.database.systemUrl);
    product.set('DATABASE_SYSTEM_URL', way.through(product.database.systemUrl));
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await way.close();
  });

  const scraper = (): Client =>
    new Client(
      () => product.apiUrl,
      () => Promise.resolve({ authorization: `Bearer ${TOKEN}` }),
    );

  const text = async (): Promise<string> => (await scraper().get<string>(METRICS)).body;

  /** The value of a sample, which is asked for as it stands in the text. */
  const value = async (sample: string): Promise<number | undefined> => {
    const line = (await text()).split('\n').find((one) => one.startsWith(`${sample} `));
    return line === undefined ? undefined : Number(line.slice(sample.length + 1));
  };

  const becomes = (sample: string, wanted: number) =>
    eventually(`${sample} is ${wanted}`, async () => (await value(sample)) === wanted, FIGURES_WITHIN_MS);

  it('are there for who shows the token, and for the operator, and for nobody else', async () => {
    const statusOf = async (client: Client) => {
      const { status, body } = await client.get<{ code?: string }>(METRICS);
      return [status, typeof body === 'string' ? 'text' : body.code];
    };
    expect(await statusOf(scraper())).toEqual([200, 'text']);
    expect(await statusOf(newOperator(product).client)).toEqual([200, 'text']);
    expect(await statusOf(product.anonymous)).toEqual([401, 'sign_in_required']);
    expect(await statusOf(product.as('owner'))).toEqual([403, 'operator_only']);
    expect(await statusOf(product.withKey(`${TOKEN}x`))).toEqual([401, 'invalid_api_key']);
    expect(await statusOf(product.withKey(TOKEN.slice(0, -1)))).toEqual([401, 'invalid_api_key']);
    const { token } = await new ApiKeys(product).make();
    expect(await statusOf(product.withKey(token))).toEqual([403, 'people_only']);
    expect((await product.anonymous.get(METRICS, { authorization: `Basic ${TOKEN}` })).status).toBe(401);
    // It opens nothing else.
    expect((await scraper().get(`${OPERATOR}/inbound`)).status).toBe(401);
    expect((await product.anonymous.get(`${METRICS}?token=${TOKEN}`)).status).not.toBe(200);
  });

  it('are Prometheus text, each metric with its type and each sample once', async () => {
    const answer = await scraper().get<string>(METRICS);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.body.endsWith('\n')).toBe(true);
    const lines = answer.body.trimEnd().split('\n');
    const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples.filter((line) => !LINE.test(line))).toEqual([]);
    const names = samples.map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const types = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]);
    expect(types).toEqual(
      expect.arrayContaining([
        ...['parley_webhook_ack_seconds', 'parley_webhooks_refused_total', 'parley_inbox_oldest_seconds'],
        ...['parley_deliveries_waiting', 'parley_events_waiting', 'parley_dead_letters_waiting'],
        ...[
          'parley_lane_events_waiting',
          'parley_lanes_with_work',
          'parley_apply_latency_seconds',
          'parley_media',
        ],
        ...['parley_replays_running', 'parley_database_up', 'parley_database_connections'],
        ...['parley_wake_ups_lost_total', 'nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total'],
      ]),
    );
  });

  it('have as reasons of refusals what the page for operators explains, and it watches all that are ours to mend', () => {
    const explained = [...PAGE.matchAll(/^\| `(\w+)` +\| (\d{3}|none) /gm)].map(
      ([, reason = '', status = '']) => ({ reason, status }),
    );
    expect(explained.map(({ reason }) => reason).sort()).toEqual([...REFUSALS].sort());
    const watched = [...PAGE.matchAll(/refused_total\{reason=~?"([^"]+)"/g)].flatMap(([, words = '']) =>
      words.split('|').map((word) => new RegExp(`^${word}$`)),
    );
    // A word that nothing is ever refused with watches nothing.
    expect(watched.filter((word) => !REFUSALS.some((refusal) => word.test(refusal)))).toEqual([]);
    const ours = explained.filter(({ status }) => status.startsWith('5'));
    expect(ours.filter(({ reason }) => !watched.some((word) => word.test(reason)))).toEqual([]);
    expect(ours.length).toBeGreaterThan(3);
  });

  it('are those that the page for operators tells of', async () => {
    const told = new Set(PAGE.match(/\bparley_[a-z_]+/g)?.map((name) => name.replace(/_bucket$/, '')));
    const types =
      (await text()).match(/^# TYPE parley_\w+/gm)?.map((line) => line.slice('# TYPE '.length)) ?? [];
    expect([...told].filter((name) => !types.includes(name))).toEqual([]);
    expect(types.filter((name) => !told.has(name) && !name.endsWith('_max'))).toEqual([]);
  });

  it('move with what happens', async () => {
    await becomes('parley_database_up', 1);
    const acknowledged = (await value('parley_webhook_ack_seconds_count')) ?? 0;
    await postSigned(product.apiUrl, textWebhook(PERSON));
    await postTexts(product, newPhoneNumberId(), 2);
    await postRaw(product.apiUrl, Buffer.from('{}'), { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
    await inboxIsEmpty(product.database);
    expect(await value('parley_webhook_ack_seconds_count')).toBe(acknowledged + 3);
    expect(await value('parley_webhooks_refused_total{reason="wrong_signature"}')).toBe(1);
    await becomes('parley_dead_letters_waiting{stage="route"}', 2);
    await becomes('parley_events_applied_last_minute', 1);
    expect(await value('parley_apply_latency_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
    expect(await value('parley_inbox_oldest_seconds')).toBe(0);
    await product.database.query(
      `INSERT INTO inbox_event (provider, delivery_id, ordinal, tenant_id, lane, order_key, kind, element, received_at,
         state, next_attempt_at)
       VALUES ('whatsapp', $1, 0, $2, 5, 'key', 'message', '{}', now() - interval '1 hour', 'retrying', now() + interval '1 day')`,
      [newId(), product.tenantId],
    );
    await becomes('parley_lane_events_waiting{lane="5"}', 1);
    expect(await value('parley_inbox_oldest_seconds')).toBeGreaterThanOrEqual(3600);
    expect(await value('parley_lanes_with_work')).toBe(1);
  });

  it('name no tenant, no number, no person, no message and no secret', async () => {
    const told = await text();
    const words = [
      ...[PERSON.from, PERSON.name, PERSON.body, PERSON.id, META.phoneNumberId, META.wabaId, META.appSecret],
      ...[product.tenantId, 'demo', TOKEN, '16505560000', '127.0.0.1'],
    ];
    expect(words.filter((word) => told.includes(word))).toEqual([]);
  });

  it.each([
    ['refuses connections', () => way.cut()],
    ['does not answer', () => way.block()],
  ])('are told of the process while the database %s, and tell that it does', async (_how, goAway) => {
    await becomes('parley_database_up', 1);
    await goAway();
    await becomes('parley_database_up', 0);
    const told = await text();
    expect(told).toMatch(/^process_resident_memory_bytes \d/m);
    expect(told).toMatch(/^parley_webhook_ack_seconds_count \d/m);
    // What is not known is not told, and an old figure least of all.
    expect(told).not.toContain('parley_inbox_oldest_seconds');
    await way.mend();
    await becomes('parley_database_up', 1);
    expect(await text()).toContain('parley_inbox_oldest_seconds');
  });
});
