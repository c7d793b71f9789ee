import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WhatsAppAdapter } from '../../src/adapters/whatsapp/whatsapp.adapter';
import { forTenants } from '../../src/kernel/context';
import { AccountElement, InboundElement } from '../../src/messaging';
import { AccountEventsRepository } from '../../src/messaging/account-events/account-events.repository';
import { createDataSource } from '../../src/platform/database/data-source';
import { setTenants, SystemDatabase } from '../../src/platform/database/database';
import { everythingSettled } from '../support/inbox';
import { messagesChange, META, postSigned, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const FOLDER = join(__dirname, '../../src/adapters/whatsapp/fixtures');
/** As they are: to parse them here would cost the last digits of their ids. */
const webhooks = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file)));

interface Shown {
  id: string;
  accountId: string;
  channel: { id: string; name: string } | null;
  field: string;
  event: string | null;
  subject: string | null;
  occurredAt: string;
  payload: Record<string, unknown>;
}

interface Page {
  data: Shown[];
  nextCursor: string | null;
}

describe('news of the account', () => {
  let product: Product;
  let channelId: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startWorker();
    const [channel] = await product.database.query<{ id: string }>('SELECT id FROM channel');
    channelId = channel?.id ?? '';
    for (const webhook of webhooks) await postSigned(product.apiUrl, webhook);
    await everythingSettled(product.database);
  });
  afterAll(() => product.stop());

  async function read(query = ''): Promise<Shown[]> {
    const events: Shown[] = [];
    let next: string | null = '';
    while (next !== null) next = await readPage(query, next, events);
    return events;
  }

  async function readPage(query: string, cursor: string, events: Shown[]): Promise<string | null> {
    const path = `/api/v1/account-events?limit=7${query}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { status, body } = await product.as().get<Page>(path);
    expect(status).toBe(200);
    events.push(...body.data);
    return body.nextCursor;
  }

  it('is there, all that Meta can say of it, newest first and each piece once', async () => {
    const events = await read();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const times = events.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual([...times].sort().reverse());
    const fields = new Set(events.map(({ field }) => field));
    for (const field of [
      ...['message_template_status_update', 'message_template_quality_update', 'template_category_update'],
      ...['phone_number_quality_update', 'account_update', 'business_capability_update', 'security', 'flows'],
      ...[
        'group_lifecycle_update',
        'messaging_handovers',
        'messages',
        'history',
        'quantum_entanglement_update',
      ],
    ])
      expect(fields).toContain(field);
    expect(events.find(({ event }) => event === 'PAUSED')).toMatchObject({
      accountId: META.wabaId,
      channel: null,
      subject: '900719925474099312',
      occurredAt: '2025-06-08T21:10:00.000Z',
      payload: { message_template_id: '900719925474099312', other_info: { title: 'FIRST_PAUSE' } },
    });
  });

  it('is of a number where it says so, and can be asked for by number and by field', async () => {
    const errors = await read(`&channelId=${channelId}&field=messages`);
    expect(errors.map(({ event }) => event)).toContain('error');
    expect(errors.every(({ channel }) => channel?.id === channelId && channel.name === 'Support')).toBe(true);
    expect(await read('&field=nothing_like_it')).toEqual([]);
    expect(await read('&channelId=01900000-0000-7000-8000-000000000000')).toEqual([]);
  });

  it.each([
    ['a channel that is no id', 'channelId=x'],
    ['a field with spaces', 'field=a%20b'],
    ['a field that is far too long', `field=${'x'.repeat(65)}`],
    ['a cursor of somebody else', 'cursor=x'],
    ['what it does not know', 'unknown=1'],
  ])('is not told for %s', async (_what, query) => {
    expect((await product.as().get(`/api/v1/account-events?${query}`)).status).toBe(400);
  });

  it('is told to those who may see the numbers', async () => {
    expect((await product.as('viewer').get('/api/v1/account-events')).status).toBe(200);
    expect((await product.anonymous.get('/api/v1/account-events')).status).toBe(401);
  });

  it('is there once, however often it comes', async () => {
    const before = await read();
    for (const webhook of [...webhooks].reverse()) await postSigned(product.apiUrl, webhook);
    await everythingSettled(product.database);
    const after = await read();
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  });

  it('that names no time is at the last time that it came', async () => {
    const errors = [{ code: 130429, title: 'Rate limit hit now' }];
    const send = async (): Promise<Shown[]> => {
      await postSigned(product.apiUrl, webhookOf(messagesChange({ errors })));
      await everythingSettled(product.database);
      return (await read('&field=messages')).filter(({ payload }) => payload['title'] === errors[0]?.title);
    };
    const [first] = await send();
    const [second, ...others] = await send();
    expect(others).toEqual([]);
    expect(second?.id).toBe(first?.id);
    expect(Date.parse(second?.occurredAt ?? '')).toBeGreaterThan(Date.parse(first?.occurredAt ?? ''));
  });

  it('is written by two at once without waiting for each other, and once', async () => {
    const source = await createDataSource(product.database.systemUrl, 'news', 4).initialize();
    const database = new SystemDatabase(source);
    const [news] = newsOf(webhooks) as [AccountElement];
    // So many that both are in the middle of it at once.
    const items = Array.from({ length: 4_000 }, (_, serial) => ({
      ...{ tenantId: product.tenantId, channelId: null, provider: 'another', receivedAt: new Date() },
      element: { ...news, payload: { serial } },
    }));
    const write = (order: typeof items) =>
      forTenants([product.tenantId], () =>
        database.systemTransaction(async (transaction) => {
          await setTenants(transaction, [product.tenantId]);
          await new AccountEventsRepository().receiveAll(transaction, order);
        }),
      );
    await Promise.all([items, [...items].reverse(), [...items, ...items], items].map(write));
    const rows = await product.database.query(`SELECT 1 FROM account_event WHERE provider = 'another'`);
    expect(rows).toHaveLength(items.length);
    await source.destroy();
  });
});

function newsOf(bodies: readonly Buffer[]): AccountElement[] {
  const isNews = (element: InboundElement): element is AccountElement => element.kind === 'account';
  const { split } = WhatsAppAdapter.prototype;
  return bodies.flatMap((body) => split(body)).filter(isNews);
}
