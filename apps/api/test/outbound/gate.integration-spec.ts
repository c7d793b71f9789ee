import { INestApplicationContext } from '@nestjs/common';
import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { Gate } from '../../src/messaging/outbound/gate/gate';
import { Asking } from '../../src/messaging/outbound/gate/gate-decisions';
import { SystemDatabase } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { messagesChange, META, nowInSeconds, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { sendsTo } from '../support/simulator-ledger';

interface Message {
  readonly id: string;
  readonly state: string;
  readonly failure: { readonly code: string; readonly reason: string; readonly next: string | null } | null;
  readonly waitsUntil: string | null;
}

const MESSAGES = '/api/v1/messages';
const HOUR = 3_600;

describe('whatever is sent passes the gate', () => {
  let product: Product;
  let worker: INestApplicationContext;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query(`UPDATE channel SET echo_enabled = false`);
    await product.startApi();
    await product.startSimulator();
    worker = await product.startWorker();
  });
  afterAll(() => product.stop());

  /** Somebody who wrote so many hours ago; answers their number and conversation. */
  async function somebody(
    hoursAgo = 0,
    more: object = {},
  ): Promise<{ phone: string; conversationId: string }> {
    const phone = `165055710${String((serial += 1)).padStart(2, '0')}`;
    const timestamp = String(Number(nowInSeconds()) - hoursAgo * HOUR);
    const message = { ...textMessage({ from: phone, body: 'hello' }), timestamp, ...more };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    await inboxIsEmpty(product.database);
    const { from: writer = phone } = more as { from?: string };
    const [first] = await messagesWith(product.database, writer);
    return { phone: writer, conversationId: first?.conversationId ?? '' };
  }

  const template = (conversationId: string, category?: string) => ({
    conversationId,
    type: 'template',
    body: { name: 'news', language: { code: 'en' } },
    ...(category === undefined ? {} : { category }),
  });
  const text = (conversationId: string) => ({ conversationId, type: 'text', body: { body: 'hi' } });
  const post = (message: object) =>
    product.as().post<Message & { detail: string; code: string }>(MESSAGES, message);
  const get = async (id: string) => (await product.as().get<Message>(`${MESSAGES}/${id}`)).body;
  const setPolicy = (columns: string, ...values: unknown[]) =>
    product.database.query(
      `INSERT INTO sending_policy (tenant_id, ${columns}) VALUES ($1, ${values.map((_, n) => `$${n + 2}`).join(', ')})`,
      [product.tenantId, ...values],
    );
  const noPolicy = () => product.database.query('DELETE FROM sending_policy');

  /** As somebody queues who does not ask the API: a broadcast, or what was let in a while ago. */
  async function queue(
    conversationId: string,
    count: number,
    type: string,
    sendingClass = 'broadcast',
  ): Promise<void> {
    await product.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, payload, recipient,
         recipient_kind, sending_class, next_attempt_at, occurred_at, category)
       SELECT tenant_id, gen_random_uuid(), channel_id, conversation.id, 'outbound', $3, 'queued', 'hi',
         jsonb_build_object('type', $3::text, $3::text, CASE WHEN $3 = 'text' THEN '{"body": "hi"}'::jsonb
           ELSE '{"name": "news", "language": {"code": "en"}}'::jsonb END),
         value, 'phone', nullif($4, 'none'), now(), now(), CASE WHEN $4 IN ('broadcast', 'none') THEN 'marketing' END
       FROM conversation JOIN contact_identity USING (tenant_id, contact_id), generate_series(1, $2)
       WHERE conversation.id = $1`,
      [conversationId, count, type, sendingClass],
    );
  }
  const rowsOf = (conversationId: string) =>
    product.database.query<{ state: string; code: string | null; attempts: number }>(
      `SELECT state, failure_code AS code, attempts FROM message
       WHERE conversation_id = $1 AND direction = 'outbound' ORDER BY state, id`,
      [conversationId],
    );
  const settled = (conversationId: string) =>
    eventually('nothing is due any more', async () => {
      const rows = await product.database.query(
        `SELECT FROM message WHERE conversation_id = $1 AND (state = 'sending' OR
           (state = 'queued' AND (next_attempt_at <= now() + interval '1 second')))`,
        [conversationId],
      );
      return rows.length === 0;
    });

  it('marketing is refused to whoever wants none, with what to do; other templates are sent', async () => {
    const { phone, conversationId } = await somebody();
    const [{ contactId = '' } = {}] = await product.database.query<{ contactId: string }>(
      'SELECT contact_id AS "contactId" FROM conversation WHERE id = $1',
      [conversationId],
    );
    await product.as().put(`/api/v1/contacts/${contactId}/consent`, { consent: 'marketing_opt_out' });
    const refused = await post(template(conversationId));
    expect(refused).toMatchObject({ status: 422, body: { code: 'marketing_opted_out' } });
    expect(refused.body.detail).toMatch(/allow it again/);
    const { status, body } = await post(template(conversationId, 'utility'));
    expect(status).toBe(201);
    await eventually('it is out', async () => !['queued', 'sending'].includes((await get(body.id)).state));
    await product.as().put(`/api/v1/contacts/${contactId}/consent`, { consent: 'stopped' });
    expect((await post(text(conversationId))).status).toBe(201);
    await product.database.query(
      `UPDATE message SET occurred_at = occurred_at - interval '25 hours' WHERE conversation_id = $1 AND direction = 'inbound'`,
      [conversationId],
    );
    expect(await post(template(conversationId, 'utility'))).toMatchObject({
      body: { code: 'contact_stopped' },
    });
    expect((await post(template(conversationId, 'authentication'))).status).toBe(201);
    expect(await sendsTo(product, phone)).not.toEqual([]);
  });

  it('a refusal of WhatsApp because the person wants no marketing counts for whatever follows', async () => {
    const { conversationId } = await somebody(0, { from: '15550131050' });
    await post(text(conversationId));
    const contact = await product.database.query<{ id: string }>(
      'SELECT contact_id AS id FROM conversation WHERE id = $1',
      [conversationId],
    );
    await eventually('it is noted', async () => {
      const { body } = await product
        .as()
        .get<{ consent: string }>(`/api/v1/contacts/${contact[0]?.id ?? ''}/consent`);
      return body.consent === 'marketing_opt_out';
    });
    expect(await post(template(conversationId))).toMatchObject({ body: { code: 'marketing_opted_out' } });
  });

  it('a sender finds what has changed since: nothing is called, no try is counted, and the reason is on it', async () => {
    const { phone, conversationId } = await somebody(25);
    await queue(conversationId, 250, 'text', 'api');
    await settled(conversationId);
    const rows = await rowsOf(conversationId);
    expect(rows).toHaveLength(250);
    for (const row of rows) expect(row).toEqual({ state: 'failed', code: 'window_closed', attempts: 0 });
    expect(await sendsTo(product, phone)).toEqual([]);
    const [{ id = '' } = {}] = await product.database.query<{ id: string }>(
      `SELECT id FROM message WHERE conversation_id = $1 AND direction = 'outbound' LIMIT 1`,
      [conversationId],
    );
    expect((await get(id)).failure).toMatchObject({
      code: 'window_closed',
      next: 'Send an approved template.',
    });
    const trace = await product.as().get<{ events: { kind: string }[] }>(`${MESSAGES}/${id}/trace`);
    expect(trace.body.events.map(({ kind }) => kind)).toEqual(['queued']);
  });

  it('asks one question for a block of 250', async () => {
    const people = [await somebody(), await somebody(25)];
    for (const { conversationId } of people) await queue(conversationId, 125, 'template', 'none');
    const messages = await product.database.query<Asking & { channelId: string }>(
      `SELECT id, type, 'broadcast' AS "sendingClass", channel_id AS "channelId" FROM message
       WHERE conversation_id = ANY ($1::uuid[]) AND direction = 'outbound'`,
      [people.map(({ conversationId }) => conversationId)],
    );
    const asked: string[] = [];
    const decided = await forTenants([product.tenantId], () =>
      worker.get(SystemDatabase).transaction((transaction) => {
        const counted = Object.create(transaction) as Transaction;
        counted.query = (sql: string, values?: unknown[]) => {
          asked.push(sql);
          return transaction.query(sql, values);
        };
        return worker.get(Gate).pass(counted, messages[0]?.channelId ?? '', messages);
      }),
    );
    expect([messages.length, decided.length, asked.length]).toEqual([250, 250, 1]);
    await product.database.query('DELETE FROM message WHERE id = ANY ($1::uuid[])', [
      messages.map(({ id }) => id),
    ]);
  });

  it('marketing rests in quiet hours and says until when; what is held stands in nobody else’s way', async () => {
    const { conversationId } = await somebody();
    const now = new Date();
    const minutes = now.getUTCHours() * 60 + now.getUTCMinutes();
    await setPolicy(
      'quiet_from, quiet_to, time_zone',
      (minutes + 1_430) % 1_440,
      (minutes + 120) % 1_440,
      'UTC',
    );
    try {
      const { status, body } = await post(template(conversationId));
      expect([status, body.state, body.failure?.code]).toEqual([201, 'queued', 'quiet_hours']);
      const waitsMs = Date.parse(body.waitsUntil ?? '') - Date.now();
      expect(waitsMs).toBeGreaterThan(118 * 60_000);
      expect(waitsMs).toBeLessThanOrEqual(120 * 60_000);
      await queue(conversationId, 100, 'template');
      const answer = await post(text(conversationId));
      await eventually('the answer is out', async () =>
        ['sent', 'delivered', 'read'].includes((await get(answer.body.id)).state),
      );
      await settled(conversationId);
      const held = (await rowsOf(conversationId)).filter(({ state }) => state === 'queued');
      expect(held).toHaveLength(101);
      for (const row of held) expect(row).toEqual({ state: 'queued', code: 'quiet_hours', attempts: 0 });
    } finally {
      await noPolicy();
    }
  });

  it('one person gets no more marketing than is allowed, however much is claimed at once', async () => {
    const { phone, conversationId } = await somebody();
    await setPolicy('marketing_limit, marketing_days', 2, 7);
    try {
      await queue(conversationId, 5, 'text');
      await settled(conversationId);
      expect(await sendsTo(product, phone, 'graph.accepted')).toHaveLength(2);
      const { body } = await post(template(conversationId));
      expect(body.failure?.code).toBe('frequency_cap');
      expect(Date.parse(body.waitsUntil ?? '') - Date.now()).toBeGreaterThan(6.9 * 24 * HOUR * 1_000);
    } finally {
      await noPolicy();
    }
  });

  it('whoever came from an advert can be answered for 72 hours after the first answer, and others cannot', async () => {
    const referral = { referral: { source_type: 'ad', source_id: '1', source_url: 'https://example.com' } };
    const [fromAdvert, other] = [await somebody(40, referral), await somebody(40)];
    for (const { conversationId } of [fromAdvert, other])
      await product.database.query(
        `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, occurred_at, sent_at)
         SELECT tenant_id, $2, channel_id, id, 'outbound', 'text', 'sent', now() - interval '30 hours',
           now() - interval '30 hours' FROM conversation WHERE id = $1`,
        [conversationId, newId()],
      );
    expect((await post(text(fromAdvert.conversationId))).status).toBe(201);
    expect(await post(text(other.conversationId))).toMatchObject({
      status: 422,
      body: { code: 'window_closed' },
    });
  });

  it('an account begins with no more people than Meta allows it, and a banned one sends nothing', async () => {
    const news = (field: string, value: object) =>
      postSigned(product.apiUrl, {
        object: 'whatsapp_business_account',
        entry: [{ id: META.wabaId, time: Number(nowInSeconds()), changes: [{ field, value }] }],
      }).then(() => inboxIsEmpty(product.database));
    await news('business_capability_update', { max_daily_conversations_per_business: 2 });
    const people = [await somebody(25), await somebody(25), await somebody(25)];
    for (const { conversationId } of people) await queue(conversationId, 2, 'template');
    for (const { conversationId } of people) await settled(conversationId);
    const rows = (await Promise.all(people.map(({ conversationId }) => rowsOf(conversationId)))).flat();
    expect(rows.filter(({ code }) => code === 'portfolio_limit')).toHaveLength(2);
    await news('business_capability_update', { max_daily_conversations_per_business: 'TIER_UNLIMITED' });
    await news('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } });
    const { conversationId } = await somebody();
    const { status, body } = await post(text(conversationId));
    expect([status, body.state, body.failure?.code]).toEqual([201, 'queued', 'channel_banned']);
    await news('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    await eventually('it is out', async () => !['queued', 'sending'].includes((await get(body.id)).state));
  });
});
