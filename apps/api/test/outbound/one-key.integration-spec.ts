import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { newId } from '../../src/kernel/ids';
import { Answer } from '../support/client';
import { eventually } from '../support/eventually';
import { everythingSettled } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { runs } from '../support/runs';
import { approveTemplate, LedgerEntry } from '../support/simulator-ledger';
import { TcpProxy } from '../support/tcp-proxy';

const MESSAGES = '/api/v1/messages';
const TEMPLATE = { type: 'template', body: { name: 'hello', language: { code: 'en_US' } } };
const AT_ONCE = 50;
const ROUNDS = runs(20, 200);
const ANA = '16505570000';
const phoneOf = (round: number): string => `1650556${String(round).padStart(4, '0')}`;

interface Message {
  readonly id: string;
  readonly code: string;
}

/** How those who ask lose the answer. */
const LOSSES = [
  'the answer is swallowed',
  'they give up at any time',
  'they break off after the commit',
] as const;

describe('an Idempotency-Key of a message', () => {
  let product: Product;
  let swallowing: TcpProxy;
  let channelId: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await approveTemplate(product, TEMPLATE.body.name);
    await product.startWorker();
    swallowing = await TcpProxy.to(product.apiUrl);
    swallowing.silence();
    const [channel] = await product.database.query<{ id: string }>('SELECT id FROM channel');
    channelId = channel?.id ?? '';
  });
  afterAll(async () => {
    await product.stop();
    await swallowing.close();
  });

  const sentTo = (phone: string) =>
    product.database.query<{ id: string }>('SELECT id FROM message WHERE recipient = $1', [phone]);
  const post = (message: object, key: string): Promise<Answer<Message>> =>
    product.as().post(MESSAGES, message, { 'idempotency-key': key });
  /** As if the process had died after the commit, before it remembered its answer. */
  const forgetAnswers = () => product.database.query('DELETE FROM idempotency_record');

  /** Asks as often as that at once with one key, and hears nothing. */
  async function loseAnswers(round: number, message: object, key: string): Promise<void> {
    const loss = LOSSES[round % LOSSES.length];
    const url = loss === 'the answer is swallowed' ? swallowing.through(product.apiUrl) : product.apiUrl;
    const headers = {
      ...(await product.as().headers()),
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    const asked = Array.from({ length: AT_ONCE }, () => {
      const one = request(url + MESSAGES, { method: 'POST', headers, agent: false });
      one.on('error', () => undefined).on('response', (response) => response.resume());
      one.end(JSON.stringify(message));
      return one;
    });
    if (loss === 'they give up at any time') {
      await Promise.all(
        asked.map(async (one, index) => {
          await setTimeout((index * 7919 + round * 104_729) % 40);
          one.destroy();
        }),
      );
      return;
    }
    await eventually('it is committed', async () => (await sentTo(phoneOf(round))).length > 0);
    for (const one of asked) one.destroy();
  }

  /** Asks again, as often as the first request is still running. */
  function askAgain(message: object, key: string): Promise<string> {
    return eventually('the repetition is answered', async () => {
      const { status, body } = await post(message, key);
      if (status !== 201 && body.code !== 'idempotency_key_in_flight')
        throw new Error(`A repetition was answered ${status} ${body.code}.`);
      return status === 201 && body.id;
    });
  }

  it(`makes one message and one send of ${AT_ONCE} requests at once, ${ROUNDS} times, though every answer is lost`, async () => {
    const answered = new Map<string, string>();
    for (let round = 0; round < ROUNDS; round++) {
      const key = newId();
      const phone = phoneOf(round);
      const message = { channelId, to: { phone }, ...TEMPLATE };
      await loseAnswers(round, message, key);
      if (round % 2 === 0) await forgetAnswers();
      answered.set(phone, await askAgain(message, key));
    }
    await everythingSettled(product.database);
    const answer = await fetch(`${product.simulatorUrl}/sim/ledger?limit=10000`);
    const { entries } = (await answer.json()) as { entries: LedgerEntry[] };
    for (const [phone, id] of answered) {
      expect(await sentTo(phone)).toEqual([{ id }]);
      const accepted = entries.filter(
        ({ kind, to }) => kind === 'graph.accepted' && to?.replace('+', '') === phone,
      );
      expect(accepted.map(({ callbackData }) => callbackData)).toEqual([id]);
    }
    expect(answered.size).toBe(ROUNDS);
  }, 240_000);

  it('that was used for other words or another person is refused, also when the answer is long forgotten', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: ANA }));
    const text = (body: string, phone = ANA) => ({ channelId, to: { phone }, type: 'text', body: { body } });
    const key = newId();
    const first = await eventually('she may be written to', async () => {
      const answer = await post(text('once'), key);
      return answer.status === 201 && answer.body;
    });
    for (const another of [text('twice'), text('once', phoneOf(0))]) {
      const refused = await post(another, key);
      expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused']);
      await forgetAnswers();
      const durably = await post(another, key);
      expect([durably.status, durably.body.code]).toEqual([422, 'idempotency_key_reused']);
      expect(await askAgain(text('once'), key)).toBe(first.id);
    }
    const own = await product.database.query(`SELECT id FROM message WHERE text IN ('once', 'twice')`);
    expect(own).toEqual([{ id: first.id }]);
  });

  it('answers what was queued with it, also when it could not be queued any more', async () => {
    const message = { channelId, to: { phone: ANA }, type: 'text', body: { body: 'in time' } };
    const key = newId();
    const id = await askAgain(message, key);
    await forgetAnswers();
    await product.database.query(
      `UPDATE message SET occurred_at = occurred_at - interval '25 hours' WHERE direction = 'inbound'`,
    );
    expect((await post(message, newId())).body.code).toBe('window_closed');
    expect(await askAgain(message, key)).toBe(id);
  });

  it('is its caller’s own: another person and a program may use the same one', async () => {
    await product.database.query(
      `UPDATE message SET occurred_at = now() WHERE direction = 'inbound' AND channel_id = $1`,
      [channelId],
    );
    const message = { channelId, to: { phone: ANA }, type: 'text', body: { body: 'mine' } };
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all(
      [product.as('owner'), product.as('agent')].map((client) =>
        client.post<Message>(MESSAGES, message, headers),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(2);
  });
});
