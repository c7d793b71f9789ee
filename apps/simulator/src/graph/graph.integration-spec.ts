import { BUSINESS, ofKind, Stage, text } from '../simulator.fixture';

const ANA = '+351912345678';
const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

const lastRefused = async () => ofKind(await stage.ledger(), 'graph.refused').at(-1);

/** Status and body of an error answer; the trace id is checked and taken out. */
async function refusal(answer: Response): Promise<unknown> {
  const { error } = (await answer.json()) as { error: { fbtrace_id: string } };
  const { fbtrace_id, ...rest } = error;
  expect(fbtrace_id).toMatch(/^A[\w-]{22}$/);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=UTF-8');
  return { status: answer.status, error: rest };
}

describe('Graph, sending a text', () => {
  it("answers Meta's success exactly, with Meta's headers", async () => {
    const answer = await stage.send(text(ANA, 'Olá'));
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as { messages: { id: string }[] };
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: ANA, wa_id: '351912345678' }],
      messages: [{ id: expect.stringMatching(/^wamid\.[\w+/=]+$/) }],
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=UTF-8',
      'facebook-api-version': 'v25.0',
      'x-app-usage': '{"call_count":0,"total_cputime":0,"total_time":0}',
      'x-business-use-case-usage': expect.stringContaining('"102290129340398"'),
      'x-fb-debug': expect.any(String),
      'x-fb-request-id': expect.stringMatching(/^A[\w-]{22}$/),
      'x-fb-rev': expect.any(String),
      'x-fb-trace-id': expect.any(String),
    });
  });

  it('has written to the ledger what it accepted before it answers', async () => {
    const more = { biz_opaque_callback_data: 'row-1', context: { message_id: 'wamid.x' } };
    const answer = await stage.send(text('+351 912-345-678', 'سلام 🙂', more));
    const { messages } = (await answer.json()) as { messages: { id: string }[] };
    const accepted = ofKind(await stage.ledger(), 'graph.accepted').at(-1);
    expect(accepted).toEqual({
      seq: expect.any(Number),
      at: expect.any(String),
      kind: 'graph.accepted',
      receivedAt: expect.stringMatching(/\.\d{3}Z$/),
      arrivedAtUs: expect.any(Number),
      wamid: messages[0]?.id,
      phoneNumberId: BUSINESS.phoneNumberId,
      to: '351912345678',
      input: '+351 912-345-678',
      body: 'سلام 🙂',
      callbackData: 'row-1',
      replyTo: 'wamid.x',
      answer: 'success',
    });
  });

  it('serves any version, and takes the token from the query too', async () => {
    const path = '/v21.0/106540352242922/messages?access_token=EAAtoken';
    const answer = await stage.send(text(ANA, 'x'), { path, token: null });
    expect([answer.status, answer.headers.get('facebook-api-version')]).toEqual([200, 'v21.0']);
  });

  it('refuses without a token: 104', async () => {
    const answer = await stage.send(text(ANA, 'x'), { token: null });
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
    expect(await refusal(answer)).toEqual({
      status: 401,
      error: {
        message: 'An access token is required to request this resource.',
        type: 'OAuthException',
        code: 104,
      },
    });
  });

  it('refuses a wrong token: 190', async () => {
    expect(await refusal(await stage.send(text(ANA, 'x'), { token: 'wrong' }))).toEqual({
      status: 401,
      error: {
        message: 'Invalid OAuth access token - Cannot parse access token',
        type: 'OAuthException',
        code: 190,
      },
    });
  });

  it('refuses an unknown phone number id: 400, 100, 33, not 404', async () => {
    expect(await refusal(await stage.send(text(ANA, 'x'), { path: '/v25.0/999/messages' }))).toEqual({
      status: 400,
      error: {
        message:
          "Unsupported post request. Object with ID '999' does not exist, cannot be loaded due to missing permissions, " +
          'or does not support this operation. Please read the Graph API documentation at ' +
          'https://developers.facebook.com/docs/graph-api',
        type: 'GraphMethodException',
        code: 100,
        error_subcode: 33,
      },
    });
  });

  it('refuses another method in the same words', async () => {
    const answer = await stage.send(null, { method: 'GET' });
    expect(await refusal(answer)).toMatchObject({
      status: 400,
      error: { message: expect.stringMatching(/^Unsupported get request\. /), code: 100, error_subcode: 33 },
    });
  });

  it('refuses an edge that it does not have', async () => {
    expect(await refusal(await stage.send({}, { path: '/v25.0/106540352242922/payments' }))).toEqual({
      status: 400,
      error: { message: 'Unknown path components: /payments', type: 'OAuthException', code: 2500 },
    });
  });

  it.each([
    ['malformed JSON', '{"messaging_product":', 'The parameter messaging_product is required.'],
    ['an empty body', '', 'The parameter messaging_product is required.'],
    ['no product', { to: ANA, text: { body: 'x' } }, 'The parameter messaging_product is required.'],
    ['no recipient', { messaging_product: 'whatsapp', text: { body: 'x' } }, 'The parameter to is required.'],
    ['no text body', { ...text(ANA, ''), text: {} }, "The parameter text['body'] is required."],
    ['a long body', text(ANA, 'x'.repeat(4097)), "Param text['body'] must be at most 4096 characters long."],
  ])('refuses %s: 100', async (_what, body, words) => {
    expect(await refusal(await stage.send(body))).toEqual({
      status: 400,
      error: { message: `(#100) ${words}`, type: 'OAuthException', code: 100 },
    });
  });

  it('refuses with details where Meta gives details', async () => {
    expect(await refusal(await stage.send(text('Ana', 'x')))).toEqual({
      status: 400,
      error: {
        message: '(#131009) Parameter value is not valid',
        type: 'OAuthException',
        code: 131009,
        error_data: {
          messaging_product: 'whatsapp',
          details: 'Param to is not a valid WhatsApp recipient: "Ana"',
        },
      },
    });
  });

  it('refuses types that only people can send: 131051', async () => {
    const body = { messaging_product: 'whatsapp', to: ANA, type: 'order', order: {} };
    expect(await refusal(await stage.send(body))).toMatchObject({ status: 400, error: { code: 131051 } });
  });

  it('writes refusals to the ledger, without the token', async () => {
    await stage.send(text(ANA, 'secretless', { biz_opaque_callback_data: 'row-2' }), { token: 'EAAwrong' });
    expect(await lastRefused()).toMatchObject({
      path: '/v25.0/106540352242922/messages',
      httpStatus: 401,
      code: 190,
      to: ANA,
      body: 'secretless',
      callbackData: 'row-2',
    });
    expect(JSON.stringify(await stage.ledger())).not.toContain('EAAwrong');
  });
});

describe('Graph, with a sentinel recipient', () => {
  it('refuses with a rate limit', async () => {
    expect(await refusal(await stage.send(text('15550130429', 'x')))).toEqual({
      status: 400,
      error: {
        message: '(#130429) Rate limit hit',
        type: 'OAuthException',
        code: 130429,
        error_data: {
          messaging_product: 'whatsapp',
          details: 'Cloud API message throughput has been reached.',
        },
      },
    });
  });

  it('answers an HTML page under 503, and has accepted nothing', async () => {
    const before = ofKind(await stage.ledger(), 'graph.accepted').length;
    const answer = await stage.send(text('15550100503', 'x'));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(await answer.text()).toMatch(/^<!DOCTYPE html>/);
    expect(ofKind(await stage.ledger(), 'graph.accepted')).toHaveLength(before);
    expect(await lastRefused()).toMatchObject({ to: '15550100503', httpStatus: 503, code: null });
  });

  it('accepts, cuts the connection, and still reports what became of the message', async () => {
    const body = text('15550100499', 'x', { biz_opaque_callback_data: 'dropped-1' });
    await expect(stage.send(body)).rejects.toThrow('fetch failed');
    const accepted = ofKind(await stage.ledger(), 'graph.accepted').at(-1);
    expect(accepted).toMatchObject({ answer: 'dropped', callbackData: 'dropped-1' });
    const statuses = await stage.statusesOf(accepted?.wamid, 3);
    expect(statuses.map((one) => [one['status'], one['biz_opaque_callback_data']])).toEqual(
      ['sent', 'delivered', 'read'].map((status) => [status, 'dropped-1']),
    );
  });

  it('accepts and never answers', async () => {
    const patience = new AbortController();
    const body = JSON.stringify(text('15550100408', 'x', { biz_opaque_callback_data: 'silent-1' }));
    const answer = fetch(`${stage.url}/v25.0/106540352242922/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer EAAtoken' },
      body,
      signal: patience.signal,
    }).catch((error: Error) => error.name);
    await stage.product.until(() =>
      stage.product.statuses.some(
        (status) => status['biz_opaque_callback_data'] === 'silent-1' && status['status'] === 'read',
      ),
    );
    patience.abort();
    expect(await answer).toBe('AbortError');
  });
});
