import { HoldSweep } from '../../src/messaging/outbound/notices/hold-sweep';
import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { META, postSigned, textWebhook } from '../support/meta';
import { newPerson } from '../support/people';
import { Product } from '../support/product';
import { SmtpServer } from '../support/smtp-server';
import { SseClient } from '../support/sse-client';

const PHONE = '16505554001';
const NOTICES = '/api/v1/membership/notices';

interface Channel {
  readonly id: string;
  readonly held: { readonly code: string; readonly since: string } | null;
}

describe('a number that cannot send', () => {
  let product: Product;
  let smtp: SmtpServer;
  let sweep: HoldSweep;
  let live: SseClient;
  let channelId: string;
  let conversationId: string;

  beforeAll(async () => {
    smtp = await SmtpServer.start();
    product = await Product.create({ SMTP_URL: smtp.url });
    await product.startApi();
    await product.startSimulator();
    sweep = (await product.startWorker()).get(HoldSweep, { strict: false });
    for (const role of ['owner', 'admin', 'agent', 'viewer'] as const) await product.person(role);
    channelId = (await channel())?.id ?? '';
    await product.as().patch(`/api/v1/channels/${channelId}`, { echoEnabled: false });
    await postSigned(product.apiUrl, textWebhook({ from: PHONE, body: 'hello' }));
    conversationId = await eventually(
      'their message is here',
      async () => (await messagesWith(product.database, PHONE))[0]?.conversationId,
    );
    live = await SseClient.open(
      product.signedIn(() => product.person()),
      '/api/v1/events?tenant=demo',
    );
  });
  afterEach(async () => {
    smtp.behaviour = 'takes';
    smtp.mails.length = 0;
    // While nobody takes them.
    await product.database.query(`UPDATE message SET state = 'failed' WHERE state = 'queued'`);
    await resumed();
  });
  afterAll(async () => {
    await live.close();
    await product.stop();
    await smtp.stop();
  });

  const channel = async () => (await product.as().get<{ data: Channel[] }>('/api/v1/channels')).body.data[0];
  const isHeld = () => eventually('the number is held', async () => (await channel())?.held);
  const send = () =>
    product
      .as()
      .post<{ id: string }>('/api/v1/messages', { conversationId, type: 'text', body: { body: 'hi' } });
  const resumed = () =>
    product
      .as()
      .put<Channel>(`/api/v1/channels/${channelId}/access-token`, { accessToken: META.accessToken });
  const addressees = () => smtp.mails.flatMap(({ to }) => to).sort();
  const areMailed = (...addresses: string[]) =>
    soon(`${addresses.join(', ')} got a mail`, () =>
      addresses.every((address) => addressees().includes(address)),
    );
  /** With a sweep as often as somebody looks, and not every five seconds; however often it sweeps, it tells once. */
  const soon = <T>(what: string, condition: () => Promise<T> | T) =>
    eventually(
      what,
      async () => {
        await sweep.sweep();
        return condition();
      },
      30_000,
    );
  async function nobodyElseIsTold(): Promise<void> {
    await Promise.all([sweep.sweep(), sweep.sweep()]);
    expect(await product.database.query('SELECT 1 FROM channel WHERE hold_notice_at IS NOT NULL')).toEqual(
      [],
    );
    expect(addressees()).toHaveLength(2);
  }
  const told = async () =>
    (await product.database.query<{ at: Date | null }>('SELECT hold_told_at AS at FROM channel'))[0]?.at;
  const answers = (code: number) =>
    fetch(`${product.simulatorUrl}/sim/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rules: [{ id: 'x', when: { to: PHONE }, then: { answer: 'error', code } }] }),
    });
  const mailOf = async (role: 'owner' | 'admin' | 'agent' | 'viewer') => (await product.person(role)).email;

  it('is told of to whoever may put it in order and wants to hear it: what it means, what to do and where', async () => {
    await answers(190);
    await send();
    await eventually('the sweeper had two mails sent', () => addressees().length >= 2, 30_000);
    expect(addressees()).toEqual([await mailOf('admin'), await mailOf('owner')].sort());
    const text = smtp.mails[0]?.text.replaceAll(/\s+/g, ' ') ?? '';
    expect(text).toMatch(/Support \(\+\d+\) cannot send now/);
    expect(text).toContain('The access token has expired');
    expect(text).toContain('(code 190)');
    expect(text).toContain('/t/demo/channels');
    expect(text).not.toContain(META.accessToken);
  });

  it('is told of once, however often it is found that it still cannot, and once more the next time', async () => {
    await answers(131048);
    await send();
    await areMailed(await mailOf('owner'), await mailOf('admin'));
    const { since } = await isHeld();
    // As five minutes later: one message tries again.
    await product.database.query('UPDATE channel SET held_until = now()');
    await send();
    await eventually('it was tried again', async () => {
      const [row] = await product.database.query<{ isProbed: boolean }>(
        'SELECT held_until > now() AS "isProbed" FROM channel',
      );
      return row?.isProbed;
    });
    expect((await channel())?.held?.since).toBe(since);
    await nobodyElseIsTold();
    expect((await resumed()).body.held).toBeNull();
    await send();
    await soon('they are told again', () => addressees().length === 4);
  });

  it('is told of once an hour, where it stops and goes on and stops', async () => {
    await answers(131048);
    await send();
    await areMailed(await mailOf('owner'), await mailOf('admin'));
    const goesOn = () =>
      product.database.query('UPDATE channel SET held_code = NULL, held_until = NULL, held_since = NULL');
    await goesOn();
    await send();
    await isHeld();
    await nobodyElseIsTold();
    await product.database.query(`UPDATE channel SET hold_told_at = now() - interval '61 minutes'`);
    await goesOn();
    await send();
    await soon('they are told again', () => addressees().length === 4);
  });

  it('is told of to nobody who does not want it', async () => {
    const admin = product.as('admin');
    expect((await admin.get(NOTICES)).body).toEqual({ holdMails: true });
    expect(await admin.put(NOTICES, { holdMails: false })).toMatchObject({
      status: 200,
      body: { holdMails: false },
    });
    expect((await product.as('owner').get(NOTICES)).body).toEqual({ holdMails: true });
    await answers(190);
    await send();
    await areMailed(await mailOf('owner'));
    await eventually('it was told of', told);
    expect(addressees()).toEqual([await mailOf('owner')]);
    await admin.put(NOTICES, { holdMails: true });
  });

  it('is told of later, where the mail server takes nothing now', async () => {
    smtp.behaviour = 'refuses';
    await answers(190);
    await send();
    await isHeld();
    const wait = await soon('it is put off', async () => {
      const [row] = await product.database.query<{ seconds: number | null }>(
        `SELECT extract(epoch FROM hold_notice_at - now())::float8 AS seconds FROM channel`,
      );
      return (row?.seconds ?? 0) > 60 && row?.seconds;
    });
    expect(wait).toBeLessThanOrEqual(300);
    smtp.behaviour = 'takes';
    await product.database.query('UPDATE channel SET hold_notice_at = now()');
    await areMailed(await mailOf('owner'), await mailOf('admin'));
  });

  it('is told of to nobody else: not to who runs numbers of another tenant', async () => {
    await product.addTenant('other', '106540352249994');
    const other = await newPerson(product.database, {
      name: 'Olga Other',
      membership: { role: 'owner', tenantSlug: 'other' },
    });
    await answers(190);
    await send();
    await areMailed(await mailOf('owner'), await mailOf('admin'));
    expect(addressees()).not.toContain(other.email);
  });

  it('is in the audit trail with how many were told, and in the live updates when it begins and ends', async () => {
    live.heard.length = 0;
    await answers(190);
    await send();
    await areMailed(await mailOf('owner'));
    const heard = () =>
      live.heard.filter(
        ({ type, data }) =>
          type === 'channel.changed' && (data as { channelId: string }).channelId === channelId,
      ).length;
    await eventually('the page hears of it', () => heard() > 0);
    const before = heard();
    await resumed();
    await eventually('the page hears that it is over', () => heard() > before);
    const events = await eventually('it is recorded', async () => {
      const { body } = await product
        .as()
        .get<{ data: { action: string; after: unknown }[] }>('/api/v1/audit-events?action=channel.hold_told');
      return body.data.length > 0 && body.data;
    });
    expect(events[0]?.after).toEqual({ error: '190', mailed: 2 });
  });
});
