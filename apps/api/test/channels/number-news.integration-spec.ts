import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { messagesChange, META, nowInSeconds, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { SseClient } from '../support/sse-client';

const DAY_S = 86_400;
const UNKNOWN = '01900000-0000-7000-8000-000000000000';

interface Item {
  readonly kind: string;
  readonly at: string;
  readonly detail: string | null;
  readonly reason: string | null;
  readonly until: string | null;
  readonly wholeAccount: boolean;
}
interface News {
  readonly inForce: readonly Item[];
  readonly history: readonly Item[];
}
interface Health {
  readonly healthy: boolean;
  readonly facts: Record<string, string | null> | null;
}
interface Channel {
  readonly id: string;
  readonly held: { readonly code: string; readonly sentence: string; readonly next: string } | null;
}
interface Message {
  readonly id: string;
  readonly state: string;
  readonly failure: { readonly code: string } | null;
}

describe('what Meta tells of a number', () => {
  let product: Product;
  let admin: Client;
  let live: SseClient;
  let channelId: string;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    // Again, now that it knows where Meta is.
    await product.startApi();
    await product.startWorker();
    admin = product.as('admin');
    channelId = (await channel()).id;
    await admin.patch(`/api/v1/channels/${channelId}`, { echoEnabled: false });
    live = await SseClient.open(
      product.signedIn(() => product.person()),
      '/api/v1/events?tenant=demo',
    );
  });
  beforeEach(() => void (live.heard.length = 0));
  afterAll(async () => {
    await live.close();
    await product.stop();
  });

  async function channel(): Promise<Channel> {
    const [first] = (await product.as('admin').get<{ data: Channel[] }>('/api/v1/channels')).body.data;
    if (first === undefined) throw new Error('There is no channel.');
    return first;
  }
  const news = async () => (await admin.get<News>(`/api/v1/channels/${channelId}/news`)).body;
  const inForce = async () => (await news()).inForce.map(({ kind }) => kind);
  const latest = async () => (await news()).history[0];
  const health = async () => (await admin.get<Health>(`/api/v1/channels/${channelId}/health`)).body;
  const facts = async () => (await health()).facts;
  /** Within the second that other processes take to hear of it. */
  const factsBecome = (wanted: Record<string, string>) =>
    eventually(`the card says ${JSON.stringify(wanted)}`, async () => {
      const now = await facts();
      return Object.entries(wanted).every(([name, value]) => now?.[name] === value);
    });
  const isFree = () => eventually('the number is not held', async () => (await channel()).held === null);

  async function sim(path: string, body: object): Promise<void> {
    const answer = await fetch(`${product.simulatorUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  /** Meta does that, and says so. */
  const does = (change: object) => sim('/sim/account/changes', change);
  /** As Meta says it, so many seconds ago; what it says has been heard. */
  async function says(field: string, value: object, secondsAgo = 0): Promise<void> {
    const time = Number(nowInSeconds()) - secondsAgo;
    const entry = [{ id: META.wabaId, time, changes: [{ field, value }] }];
    await postSigned(product.apiUrl, { object: 'whatsapp_business_account', entry });
    await inboxIsEmpty(product.database);
  }
  const isInForce = (kind: string) =>
    eventually(`${kind} is in force`, async () => (await news()).inForce.find((one) => one.kind === kind));
  const isOver = (kind: string) =>
    eventually(`${kind} is over`, async () => !(await inForce()).includes(kind));
  const dashboardsHear = () =>
    eventually('dashboards are told of the number', () =>
      live.heard.some(({ data }) => (data as { channelId?: string }).channelId === channelId),
    );

  async function somebody(hoursAgo = 0): Promise<string> {
    const phone = `165055720${String((serial += 1)).padStart(2, '0')}`;
    const timestamp = String(Number(nowInSeconds()) - hoursAgo * 3_600);
    const message = { ...textMessage({ from: phone, body: 'hello' }), timestamp };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    return eventually(
      'their message is here',
      async () => (await messagesWith(product.database, phone))[0]?.conversationId,
    );
  }
  const post = (body: object) => admin.post<Message>('/api/v1/messages', body);
  const answer = (conversationId: string) => post({ conversationId, type: 'text', body: { body: 'hi' } });
  const begin = (conversationId: string) =>
    post({
      conversationId,
      type: 'template',
      category: 'utility',
      body: { name: 'hello', language: { code: 'en_US' } },
    });
  const get = async (id: string) => (await admin.get<Message>(`/api/v1/messages/${id}`)).body;
  const isSent = (id: string) =>
    eventually('it is sent', async () => ['sent', 'delivered', 'read'].includes((await get(id)).state));
  /** The sender has looked at it, and put it off. */
  const waits = (id: string) =>
    eventually('it is put off', async () => {
      const [row] = await product.database.query(
        `SELECT FROM message WHERE id = $1 AND state = 'queued' AND next_attempt_at > now() + interval '2 seconds'`,
        [id],
      );
      return row !== undefined;
    });

  it('is its quality: the card shows it at once, and dashboards hear of it', async () => {
    expect(await facts()).toMatchObject({ quality: 'GREEN' });
    await does({ change: 'quality', to: 'RED' });
    await isInForce('quality_low');
    await factsBecome({ quality: 'RED' });
    await dashboardsHear();
    await does({ change: 'quality', to: 'YELLOW' });
    await isOver('quality_low');
    // Meta does not say to what it recovered: it was asked anew.
    await factsBecome({ quality: 'YELLOW' });
    await does({ change: 'quality', to: 'GREEN' });
  });

  it('is the messaging limit, on the card and for what is begun: more may go out as soon as it is raised', async () => {
    await sim('/sim/templates', {
      templates: [
        { name: 'hello', language: 'en_US', category: 'UTILITY', components: [{ type: 'BODY', text: 'Hi' }] },
      ],
    });
    const people = [await somebody(25), await somebody(25)];
    await says('business_capability_update', { max_daily_conversations_per_business: 1 });
    await factsBecome({ messagingLimit: 'TIER_1' });
    const [first, second] = await Promise.all(people.map((one) => begin(one)));
    const ids = [first?.body.id ?? '', second?.body.id ?? ''];
    const held = await eventually('one of them waits', async () => {
      const all = await Promise.all(ids.map(get));
      return all.find(({ failure }) => failure?.code === 'portfolio_limit');
    });
    await waits(held.id);
    await does({ change: 'messaging_limit', to: 'TIER_10K' });
    await Promise.all(ids.map(isSent));
    await factsBecome({ messagingLimit: 'TIER_10K' });
    expect(await latest()).toMatchObject({ kind: 'messaging_limit', detail: 'TIER_10K', wholeAccount: true });
  });

  it('is its throughput', async () => {
    await does({ change: 'throughput', to: 'HIGH' });
    await eventually('it is told', async () =>
      (await news()).history.some(({ kind }) => kind === 'throughput_raised'),
    );
    await factsBecome({ throughput: 'HIGH', messagingLimit: 'TIER_10K' });
    await dashboardsHear();
  });

  it('is its name, and why one was declined', async () => {
    await does({ change: 'name', decision: 'PENDING', name: 'Chairs and more' });
    expect(await isInForce('name_pending')).toMatchObject({ detail: 'Chairs and more', wholeAccount: false });
    await does({ change: 'name', decision: 'REJECTED', reason: 'NAME_TOO_LONG' });
    expect(await isInForce('name_declined')).toMatchObject({
      detail: 'Chairs and more',
      reason: 'NAME_TOO_LONG',
    });
    await does({ change: 'name', decision: 'APPROVED', name: 'Chairs' });
    await isOver('name_declined');
    await factsBecome({ displayName: 'Chairs' });
    await dashboardsHear();
  });

  it('is a ban: nothing goes out, the number says why, and all goes out when the account is reinstated', async () => {
    const conversationId = await somebody();
    await does({ change: 'ban', state: 'SCHEDULE_FOR_DISABLE' });
    const announced = await isInForce('ban_announced');
    expect(announced.detail).toMatch(/^\w+ \d+, \d{4}$/);
    expect((await channel()).held).toBeNull();

    await does({ change: 'ban', state: 'DISABLE' });
    await isInForce('banned');
    const held = await eventually('the number is held', async () => (await channel()).held);
    expect(held).toMatchObject({ code: 'channel_banned' });
    expect(held.next).toMatch(/sent when the account is reinstated/);
    expect(await health()).toMatchObject({ healthy: false, facts: { state: 'BANNED' } });
    const { status, body } = await answer(conversationId);
    expect([status, body.state, body.failure?.code]).toEqual([201, 'queued', 'channel_banned']);
    await dashboardsHear();

    await does({ change: 'ban', state: 'REINSTATE' });
    await isSent(body.id);
    await isFree();
    expect(await inForce()).toEqual([]);
    await factsBecome({ state: 'CONNECTED' });
    await eventually('it is healthy', async () => (await health()).healthy);
    const happened = (await news()).history.slice(0, 3).map(({ kind }) => kind);
    expect(happened).toEqual(['reinstated', 'banned', 'ban_announced']);
  });

  it('is a restriction of what the number begins: it answers, and begins by itself when that ends', async () => {
    const [silent, awake] = [await somebody(25), await somebody()];
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await does({ change: 'restriction', type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until });
    const restriction = await isInForce('begin_restricted');
    expect(Math.abs(Date.parse(restriction.until ?? '') - Date.parse(until))).toBeLessThan(1_000);
    const begun = await begin(silent);
    expect(begun.body).toMatchObject({ state: 'queued', failure: { code: 'channel_restricted' } });
    await waits(begun.body.id);
    await isSent((await answer(awake)).body.id);
    // It ends in seconds, and Meta says nothing more.
    const ends = new Date(Date.now() + 3_000).toISOString();
    await does({ change: 'restriction', type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: ends });
    await sim('/sim/clock', { byMs: 3_600_000 });
    await isSent(begun.body.id);
    expect(await inForce()).toEqual([]);
  });

  it('is a restriction of what the number answers: that waits until it is lifted', async () => {
    const conversationId = await somebody();
    const expiration = Number(nowInSeconds()) + DAY_S;
    const restriction_type = 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING';
    await says('account_update', {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type, expiration }],
    });
    const { body } = await answer(conversationId);
    expect(body).toMatchObject({ state: 'queued', failure: { code: 'answers_restricted' } });
    await waits(body.id);
    await says('account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info: [] });
    await isSent(body.id);
  });

  it('is whatever else somebody should look at', async () => {
    await does({ change: 'violation', type: 'SCAM' });
    expect(await isInForce('violation')).toMatchObject({ detail: 'SCAM' });
    await does({ change: 'review', decision: 'REJECTED' });
    await isInForce('review_failed');
    await does({ change: 'review', decision: 'APPROVED' });
    await isOver('review_failed');
    const alert_info = { alert_severity: 'WARNING', alert_type: 'OBA_REJECTED', alert_description: 'No.' };
    await says('account_alerts', {
      entity_type: 'PHONE_NUMBER',
      entity_id: META.phoneNumberId,
      alert_info: { ...alert_info, alert_status: 'ACTIVE' },
    });
    expect(await isInForce('alert')).toMatchObject({ detail: 'No.', reason: 'OBA_REJECTED' });
    await sim('/sim/account/events', { field: 'security' });
    await isInForce('pin_changed');
    await dashboardsHear();
  });

  it('goes forward in time only: what comes late, or again, takes nothing back', async () => {
    const ban = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } };
    await says('account_update', ban, 600);
    await says('business_capability_update', { max_daily_conversations_per_business: 250 }, 600);
    await says(
      'phone_number_quality_update',
      {
        display_phone_number: META.displayPhoneNumber,
        event: 'FLAGGED',
      },
      86_400,
    );
    expect(await inForce()).not.toContain('banned');
    expect(await inForce()).not.toContain('quality_low');
    await factsBecome({ state: 'CONNECTED', messagingLimit: 'TIER_10K' });
    const [row] = await product.database.query('SELECT held_code AS code FROM channel');
    expect(row).toEqual({ code: null });
    expect((await news()).history.map(({ kind }) => kind)).toContain('banned');
  });

  it('reaches all numbers of the account, and no other account', async () => {
    const connect = async (phoneNumberId: string, wabaId: string) => {
      const number = { name: 'Sales', displayPhoneNumber: '+15550100077', accessToken: META.accessToken };
      const { body } = await admin.post<Channel>('/api/v1/channels', { ...number, phoneNumberId, wabaId });
      return body.id;
    };
    const [sister, elsewhere] = [
      await connect('706540352240001', META.wabaId),
      await connect('706540352240002', '302290129340398'),
    ];
    const heldCodes = async () => {
      const rows = await product.database.query<{ id: string; code: string | null }>(
        'SELECT id, held_code AS code FROM channel',
      );
      const codes = new Map(rows.map(({ id, code }) => [id, code]));
      return [channelId, sister, elsewhere].map((id) => codes.get(id));
    };
    await says('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } });
    expect(await heldCodes()).toEqual(['channel_banned', 'channel_banned', null]);
    await says('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    expect(await heldCodes()).toEqual([null, null, null]);
  });

  it('has what a number was held for besides tried again, and not forgotten', async () => {
    await product.database.query(
      `UPDATE channel SET held_code = '131042', held_reason = 'Pay.', held_since = now(),
         held_until = now() + interval '1 hour' WHERE id = $1`,
      [channelId],
    );
    await says('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    const [row] = await product.database.query(
      `SELECT held_code AS code, held_until <= now() AS "isTried" FROM channel WHERE id = $1`,
      [channelId],
    );
    expect(row).toEqual({ code: '131042', isTried: true });
    await product.database.query('UPDATE channel SET held_code = NULL, held_until = NULL, held_since = NULL');
  });

  it('is told to whoever may see the number, and of no other tenant', async () => {
    await product.addTenant('other', '106540352249999');
    const path = `/api/v1/channels/${channelId}/news`;
    expect((await product.as('viewer').get(path)).status).toBe(200);
    expect((await product.as('owner', 'other').get(path)).status).toBe(404);
    expect((await admin.get(`/api/v1/channels/${UNKNOWN}/news`)).status).toBe(404);
    expect((await product.anonymous.get(path)).status).toBe(401);
  });
});
