import { request } from 'node:http';
import { ACCESS_TOKEN, BUSINESS, ofKind, Stage, text } from '../simulator.fixture';
import type { FaultState } from './faults';

const ANA = '351912345678';
const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());
afterEach(() => fetch(`${stage.url}/sim/faults`, { method: 'DELETE' }));

let messages = 0;

/** A send under the one rule; the callback data says which send it was. */
async function sendUnder(
  then: object,
  when: object = {},
): Promise<{ answer: Promise<Response>; mark: string }> {
  const set = await stage.put('/sim/faults', { rules: [{ id: 'rule', when, then }] });
  expect(set.status).toBe(200);
  messages += 1;
  const mark = `message-${messages}`;
  return { answer: stage.send(text(ANA, 'x', { biz_opaque_callback_data: mark })), mark };
}

const acceptedAs = async (mark: string) =>
  ofKind(await stage.ledger(), 'graph.accepted').find(({ callbackData }) => callbackData === mark);
const wamidOf = async (answer: Promise<Response>): Promise<string> => {
  const { messages: [first] = [] } = (await (await answer).json()) as { messages?: { id: string }[] };
  return first?.id ?? '';
};
const webhooksWith = (wamid: string): string[] =>
  stage.product.received.map(({ bytes }) => bytes.toString()).filter((body) => body.includes(wamid));

describe('a fault of the answer', () => {
  it.each(['accept_then_drop', 'accept_then_reset'])('%s: accepted, no answer', async (fault) => {
    const { answer, mark } = await sendUnder({ answer: fault });
    await expect(answer).rejects.toThrow('fetch failed');
    const answers = { accept_then_drop: 'closed', accept_then_reset: 'dropped' };
    expect(await acceptedAs(mark)).toMatchObject({ answer: answers[fault as keyof typeof answers] });
  });

  it('reset_before_reading: not accepted, and only the connection is known', async () => {
    const { answer, mark } = await sendUnder({ answer: 'reset_before_reading' }, { next: 1 });
    await expect(answer).rejects.toThrow('fetch failed');
    expect(await acceptedAs(mark)).toBeUndefined();
    expect(ofKind(await stage.ledger(), 'graph.unread').at(-1)).toMatchObject({
      path: `/v25.0/${BUSINESS.phoneNumberId}/messages`,
    });
    expect((await stage.outcome(text(ANA, 'next'))).status).toBe(200);
  });

  it.each([
    ['html', 200, true],
    ['html', 429, false],
    ['html', 503, false],
    ['empty', 200, true],
    ['empty', 500, false],
  ])('%s with %i: accepted is %s', async (fault, status, isAccepted) => {
    const { answer, mark } = await sendUnder({ answer: fault, status });
    const { status: answered, headers } = await answer;
    const body = await (await answer).text();
    expect(answered).toBe(status);
    if (fault === 'html')
      expect([headers.get('content-type'), body]).toEqual([
        'text/html; charset=utf-8',
        expect.stringMatching(/^<!DOCTYPE html>/),
      ]);
    else expect(body).toBe('');
    expect((await acceptedAs(mark)) !== undefined).toBe(isAccepted);
  });

  it('html with 503 can stand for an accepted message too', async () => {
    const { answer, mark } = await sendUnder({ answer: 'html', status: 503, accepts: true });
    expect((await answer).status).toBe(503);
    expect(await acceptedAs(mark)).toMatchObject({ answer: 'garbled' });
  });

  it('truncated_json: accepted, and half of the answer', async () => {
    const { answer, mark } = await sendUnder({ answer: 'truncated_json' });
    const body = await (await answer).text();
    expect(body).toMatch(/^\{"messaging_product"/);
    expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
    expect(await acceptedAs(mark)).toBeDefined();
  });

  it('gzip_bomb: a megabyte that says that it is gzip', async () => {
    await sendUnder({ answer: 'gzip_bomb' }).then(({ answer }) => answer.then(({ body }) => body?.cancel()));
    const { encoding, bytes } = await rawAnswer();
    expect(encoding).toBe('gzip');
    expect(bytes).toBeGreaterThan(500_000);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('endless_body: comes and comes, until the caller goes', async () => {
    const patience = new AbortController();
    await stage.put('/sim/faults', { rules: [{ id: 'rule', when: {}, then: { answer: 'endless_body' } }] });
    const answer = await fetch(`${stage.url}/v25.0/${BUSINESS.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
      body: JSON.stringify(text(ANA, 'x')),
      signal: patience.signal,
    });
    let bytes = 0;
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > 1_000_000) break;
    }
    patience.abort();
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(await stage.get('/sim/health')).toEqual({ status: 'ok' });
  });

  it('token_expired: 401, 190, 463', async () => {
    const { answer } = await sendUnder({ answer: 'token_expired' });
    expect([(await answer).status, await (await answer).json()]).toMatchObject([
      401,
      { error: { code: 190, error_subcode: 463 } },
    ]);
  });

  it.each([
    [131016, 500, true],
    [368, 403, undefined],
    [80007, 400, true],
  ])('error %i: Meta says it with %i', async (code, status, isTransient) => {
    const { answer, mark } = await sendUnder({ answer: 'error', code });
    expect((await answer).status).toBe(status);
    const { error } = (await (await answer).json()) as { error: Record<string, unknown> };
    expect([error['code'], error['is_transient']]).toEqual([code, isTransient]);
    expect(await acceptedAs(mark)).toBeUndefined();
  });

  it('latency: late, and recorded before', async () => {
    const { answer, mark } = await sendUnder({ latencyMs: 300 });
    const began = performance.now();
    await stage.ledgerWith((entries) =>
      ofKind(entries, 'graph.accepted').some(({ callbackData }) => callbackData === mark),
    );
    expect((await answer).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(150);
  });
});

describe('a fault of the statuses', () => {
  it('none: none comes', async () => {
    const wamid = await wamidOf((await sendUnder({ statuses: 'none' })).answer);
    await fetch(`${stage.url}/sim/faults`, { method: 'DELETE' });
    const later = await wamidOf(stage.send(text(ANA, 'x')));
    await stage.statusesOf(later, 3);
    expect(webhooksWith(wamid)).toEqual([]);
  });

  it('duplicate: each comes twice', async () => {
    const wamid = await wamidOf((await sendUnder({ statuses: 'duplicate' })).answer);
    const names = (await stage.statusesOf(wamid, 6)).map(({ status }) => status);
    expect(names.toSorted()).toEqual(['delivered', 'delivered', 'read', 'read', 'sent', 'sent']);
  });

  it('reordered: the last comes first', async () => {
    const wamid = await wamidOf((await sendUnder({ statuses: 'reordered' })).answer);
    expect((await stage.statusesOf(wamid, 3)).map(({ status }) => status)).toEqual([
      'read',
      'delivered',
      'sent',
    ]);
  });

  it('batched: all in one webhook', async () => {
    const wamid = await wamidOf((await sendUnder({ statuses: 'batched' })).answer);
    await stage.statusesOf(wamid, 3);
    expect(webhooksWith(wamid)).toHaveLength(1);
  });

  it('before_response: all are there when the answer comes', async () => {
    const wamid = await wamidOf((await sendUnder({ statuses: 'before_response' })).answer);
    expect(stage.product.statuses.filter(({ id }) => id === wamid)).toHaveLength(3);
  });

  it('delay: they come later', async () => {
    const began = performance.now();
    const wamid = await wamidOf((await sendUnder({ statusDelayMs: 400 })).answer);
    await stage.statusesOf(wamid, 1);
    expect(performance.now() - began).toBeGreaterThan(390);
  });

  it('asyncFailure: accepted, and fails with that code', async () => {
    const wamid = await wamidOf((await sendUnder({ asyncFailure: 131049 })).answer);
    expect(await stage.statusesOf(wamid, 1)).toMatchObject([
      { status: 'failed', errors: [{ code: 131049 }] },
    ]);
  });

  it('webhookRetries: the same webhook again although it was answered with 200', async () => {
    await stage.stopSimulator();
    await stage.start({ retryDelaysMs: { first: 5, longest: 10 } });
    const wamid = await wamidOf((await sendUnder({ webhookRetries: 2, statuses: 'unread' })).answer);
    await stage.statusesOf(wamid, 6);
    const bodies = webhooksWith(wamid);
    expect([bodies.length, new Set(bodies).size]).toEqual([6, 2]);
  });
});

describe('the rules', () => {
  it('tell how often each was looked at and struck', async () => {
    const rules = [
      { id: 'other number', when: { phoneNumberId: '1' }, then: { statuses: 'none' } },
      { id: 'two', when: { next: 2 }, then: { answer: 'error', code: 4 } },
    ];
    await stage.put('/sim/faults', { seed: 5, rules });
    const outcomes = [];
    for (let count = 0; count < 3; count += 1) outcomes.push((await stage.outcome(text(ANA, 'x'))).code);
    expect(outcomes).toEqual([4, 4, undefined]);
    expect(await stage.get<FaultState>('/sim/faults')).toEqual({
      seed: 5,
      rules: [
        { ...rules[0], seen: 0, applied: 0, isSpent: false },
        { ...rules[1], seen: 2, applied: 2, isSpent: true },
      ],
    });
  });

  it.each([
    [{ rules: [{ id: 'a', when: {}, then: { answer: 'shrug' } }] }],
    [{ rules: [{ id: 'a', when: { share: 2 }, then: { latencyMs: 1 } }] }],
    [{ rules: [{ id: 'a', when: { shares: 1 }, then: { latencyMs: 1 } }] }],
    [{ rules: [{ id: 'a', when: {}, then: { answer: 'error' } }] }],
    [{}],
  ])('cannot be %j', async (body) => {
    expect((await stage.put('/sim/faults', body)).status).toBe(400);
  });
});

/** What is on the wire, which `fetch` would unpack. */
function rawAnswer(): Promise<{ encoding: string | undefined; bytes: number }> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${stage.url}/v25.0/${BUSINESS.phoneNumberId}/messages`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${ACCESS_TOKEN}`, 'content-type': 'application/json' },
      },
      (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
        answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], bytes }));
      },
    );
    sending.on('error', reject);
    sending.end(JSON.stringify(text(ANA, 'x')));
  });
}
