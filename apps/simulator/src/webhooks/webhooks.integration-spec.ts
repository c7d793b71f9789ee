import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../people/person';
import { APP_SECRET, BUSINESS, ofKind, Stage, text, type Received } from '../simulator.fixture';

const ANA = '351912345678';
const METADATA = { display_phone_number: '15550100042', phone_number_id: BUSINESS.phoneNumberId };
const PRICING = { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' };

let stage: Stage;

beforeEach(() => (stage = new Stage()));
afterEach(() => stage.close());

const parsed = ({ bytes }: Received): unknown => JSON.parse(bytes.toString());
const envelope = (value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [{ id: BUSINESS.wabaId, changes: [{ value, field: 'messages' }] }],
});

describe('a webhook', () => {
  it("reports a person's text in Meta's shape", async () => {
    await stage.start();
    const before = Math.floor(Date.now() / 1000);
    const wamid = await stage.write('+351912345678', { text: 'Olá' });
    await stage.product.until(() => stage.product.received.length === 1);
    expect(stage.product.received.map(parsed)).toEqual([
      envelope({
        messaging_product: 'whatsapp',
        metadata: METADATA,
        contacts: [{ profile: { name: 'Ana Ribeiro' }, wa_id: ANA }],
        messages: [
          {
            from: ANA,
            id: wamid,
            timestamp: expect.stringMatching(/^\d+$/),
            type: 'text',
            text: { body: 'Olá' },
          },
        ],
      }),
    ]);
    const [message] = stage.product.values[0]?.['messages'] as { timestamp: string }[];
    expect(Number(message?.timestamp)).toBeGreaterThanOrEqual(before);
    expect(Number(message?.timestamp)).toBeLessThanOrEqual(Date.now() / 1000);
  });

  it('is signed over bytes in which emoji and Persian are escapes', async () => {
    await stage.start();
    await stage.write('989121234567', { text: 'سلام 🙂 é', name: 'سارا' });
    await stage.product.until(() => stage.product.received.length === 1);
    const [{ bytes, headers }] = stage.product.received as [Received];
    expect(bytes.every((byte) => byte <= 0x7f)).toBe(true);
    expect(bytes.toString()).toContain('"body":"\\u0633\\u0644\\u0627\\u0645 \\ud83d\\ude42 \\u00e9"');
    expect(headers).toMatchObject({
      'x-hub-signature-256': `sha256=${createHmac('sha256', APP_SECRET).update(bytes).digest('hex')}`,
      'user-agent': 'facebookexternalua',
      'content-type': 'application/json',
    });
    expect(stage.product.values[0]).toMatchObject({
      contacts: [{ profile: { name: 'سارا' }, wa_id: '989121234567' }],
      messages: [{ text: { body: 'سلام 🙂 é' } }],
    });
  });

  it('follows each accepted message with sent, delivered and read', async () => {
    await stage.start();
    const answer = await stage.send(text(`+${ANA}`, 'hi', { biz_opaque_callback_data: 'row-1' }));
    const { messages } = (await answer.json()) as { messages: { id: string }[] };
    await stage.product.until(() => stage.product.received.length === 3);
    const status = (name: string, more: object): object =>
      envelope({
        messaging_product: 'whatsapp',
        metadata: METADATA,
        contacts: [{ profile: { name: 'Ana Ribeiro' }, wa_id: ANA }],
        statuses: [
          {
            id: messages[0]?.id,
            status: name,
            timestamp: expect.stringMatching(/^\d{10}$/),
            recipient_id: ANA,
            biz_opaque_callback_data: 'row-1',
            ...more,
          },
        ],
      });
    expect(new Set(stage.product.received.map(parsed))).toEqual(
      new Set([
        status('sent', { pricing: PRICING }),
        status('delivered', { pricing: PRICING }),
        status('read', {}),
      ]),
    );
    const inOrder = await stage.statusesOf(messages[0]?.id, 3);
    expect(inOrder.map((one) => one['status'])).toEqual(['sent', 'delivered', 'read']);
  });

  it('reports a late failure without contacts and with its reason', async () => {
    await stage.start();
    await stage.send(text('15550131047', 'hi'));
    await stage.product.until(() => stage.product.received.length === 1);
    expect(stage.product.values[0]).toEqual({
      messaging_product: 'whatsapp',
      metadata: METADATA,
      statuses: [
        {
          id: expect.stringMatching(/^wamid\./),
          status: 'failed',
          timestamp: expect.any(String),
          recipient_id: '15550131047',
          errors: [
            {
              code: 131047,
              title: 'Re-engagement message',
              message: 'Re-engagement message',
              error_data: {
                details:
                  'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
              },
              href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
            },
          ],
        },
      ],
    });
  });

  it('is never read by the number that never reads', async () => {
    await stage.start({ statusDelaysMs: { sent: 1, delivered: 2, read: 1 } });
    const { id } = await stage.outcome(text('15550100022', 'hi'));
    await stage.send(text(ANA, 'hi'));
    await stage.product.until(() => stage.product.statuses.some(({ status }) => status === 'read'));
    await stage.product.until(() => stage.product.received.length === 5);
    const ofUna = await stage.statusesOf(id, 2);
    expect(ofUna.map((one) => one['status'])).toEqual(['sent', 'delivered']);
  });

  it('comes again, byte for byte, until it is answered with 200, and the ledger says so', async () => {
    const answers = [503, 'hang up', 200] as const;
    stage.product.answer = (_received, count) => answers[count - 1] ?? 200;
    await stage.start();
    await stage.write(ANA, { text: 'hello' });
    await stage.product.until(() => stage.product.received.length === 3);
    const [first, second, third] = stage.product.received.map(({ bytes }) => bytes.toString());
    expect([second, third]).toEqual([first, first]);

    const entries = await stage.ledgerWith((ledger) => ofKind(ledger, 'webhook.attempted').length === 3);
    const attempts = ofKind(entries, 'webhook.attempted');
    expect(attempts.map(({ attempt, httpStatus, failure }) => [attempt, httpStatus, failure])).toEqual([
      [1, 503, null],
      [2, null, expect.any(String)],
      [3, 200, null],
    ]);
    const startedAt = attempts.map((attempt) => Date.parse(attempt.startedAt));
    // Timers count by another clock, and may end a little early by this one.
    expect((startedAt[1] ?? 0) - (startedAt[0] ?? 0)).toBeGreaterThanOrEqual(490);
    expect((startedAt[2] ?? 0) - (startedAt[1] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it.each([201, 204, 302, 400])('comes again after %i, which is not 200', async (status) => {
    stage.product.answer = (_received, count) => (count === 1 ? status : 200);
    await stage.start();
    await stage.write(ANA, { text: 'hello' });
    await stage.product.until(() => stage.product.received.length === 2);
    expect(stage.product.received[0]?.bytes).toEqual(stage.product.received[1]?.bytes);
  });

  it('shares its connections, and there are never more than 64 under way', async () => {
    let underWay = 0;
    await stage.start();
    stage.product.answer = () => {
      underWay += 1;
      return 'silence';
    };
    await Promise.all(
      Array.from({ length: 100 }, (_, count) => stage.write(ANA, { text: `message ${count}` })),
    );
    await stage.product.until(() => underWay === 64);
    const emitted = ofKind(await stage.ledger(), 'webhook.emitted');
    expect([emitted.length, underWay]).toEqual([100, 64]);
  });

  it('uses a connection again', async () => {
    await stage.start();
    await stage.write(ANA, { text: 'one' });
    await stage.ledgerWith((ledger) => ofKind(ledger, 'webhook.attempted').length === 1);
    await stage.write(ANA, { text: 'two' });
    await stage.product.until(() => stage.product.received.length === 2);
    expect(stage.product.received[1]?.port).toBe(stage.product.received[0]?.port);
  });
});

describe('a restart', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-simulator-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps chats, undelivered webhooks and statuses that were still to come', async () => {
    const ledgerFile = join(folder, 'ledger.jsonl');
    stage.product.answer = () => 503;
    await stage.start({ ledgerFile, statusDelaysMs: { sent: 0, delivered: 3_600_000, read: 3_600_000 } });
    const wamid = await stage.write('447700900999', { text: 'are you there?', name: 'Zoë' });
    await stage.send(text('447700900999', 'we are'));
    await stage.product.until(() => stage.product.received.length >= 2);
    await stage.stopSimulator();
    const before = stage.product.received.length;

    stage.product.answer = () => 200;
    await stage.start({ ledgerFile });
    await stage.ledgerWith((ledger) => ofKind(ledger, 'webhook.attempted').filter(isOk).length === 4);
    const arrived = stage.product.received.slice(before).map(parsed);
    expect(JSON.stringify(arrived)).toContain(wamid);
    expect(stage.product.statuses.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['sent', 'delivered', 'read']),
    );
    const { people } = await stage.get<{ people: Person[] }>('/sim/people');
    expect(people.find(({ phone }) => phone === '447700900999')).toMatchObject({
      name: 'Zoë',
      messages: [
        { wamid, from: 'person', text: 'are you there?', state: 'delivered' },
        { from: 'business', text: 'we are', state: 'read' },
      ],
    });
  });

  it('does not deliver again what was answered with 200', async () => {
    const ledgerFile = join(folder, 'ledger.jsonl');
    await stage.start({ ledgerFile });
    await stage.write(ANA, { text: 'one' });
    await stage.ledgerWith((ledger) => ofKind(ledger, 'webhook.attempted').filter(isOk).length === 1);
    await stage.stopSimulator();
    await stage.start({ ledgerFile });
    await stage.write(ANA, { text: 'two' });
    await stage.product.until(() => stage.product.received.length === 2);
    const texts = stage.product.values.map(
      ({ messages }) => (messages as { text: { body: string } }[])[0]?.text.body,
    );
    expect(texts).toEqual(['one', 'two']);
  });
});

function isOk({ httpStatus }: { httpStatus: number | null }): boolean {
  return httpStatus === 200;
}
