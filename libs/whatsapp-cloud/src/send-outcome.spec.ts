import fc from 'fast-check';
import type { Answer } from './graph-exchange';
import { type SendOutcome, sendOutcomeOf } from './send-outcome';

const SUCCESS =
  '{"messaging_product":"whatsapp","contacts":[{"input":"+5511912345678","wa_id":"551112345678"}],"messages":[{"id":"wamid.1"}]}';
const NOW = Date.UTC(2026, 10, 21, 12);

function read(httpStatus: number, body: string | Uint8Array, more: Partial<Answer> = {}): SendOutcome {
  const answer: Answer = {
    phase: 'answered',
    httpStatus,
    headers: {},
    body: Buffer.from(body),
    brokenBecause: null,
    ...more,
  };
  return sendOutcomeOf({ ...answer, durationMs: 7 }, 'TOKEN', NOW);
}

const attemptOf = (httpStatus: number, more: object = {}) => ({
  httpStatus,
  code: null,
  traceId: null,
  bytesWritten: true,
  durationMs: 7,
  ...more,
});

describe("Graph's answer", () => {
  it('is an acceptance when it is a success with a message id', () => {
    expect(read(200, SUCCESS)).toEqual({
      kind: 'accepted',
      messageId: 'wamid.1',
      waId: '551112345678',
      userId: null,
      messageStatus: null,
      attempt: attemptOf(200),
    });
  });

  it('is an acceptance without a WhatsApp id when the recipient was not a phone number', () => {
    const body = '{"contacts":[{"user_id":"US.1"}],"messages":[{"id":"wamid.1"}]}';
    expect(read(200, body)).toMatchObject({
      kind: 'accepted',
      messageId: 'wamid.1',
      waId: null,
      userId: 'US.1',
    });
  });

  it('says of a template that Meta holds it back', () => {
    const body = '{"messages":[{"id":"wamid.1","message_status":"held_for_quality_assessment"}]}';
    expect(read(200, body)).toMatchObject({
      kind: 'accepted',
      messageStatus: 'held_for_quality_assessment',
    });
  });

  it('is a rejection with everything that its error says', () => {
    const body = JSON.stringify({
      error: {
        message: '(#130429) Rate limit hit',
        type: 'OAuthException',
        code: 130429,
        error_data: { messaging_product: 'whatsapp', details: 'Throughput has been reached.' },
        error_subcode: 2494055,
        fbtrace_id: 'Az8or2',
      },
    });
    expect(read(400, body)).toEqual({
      kind: 'rejected',
      error: {
        httpStatus: 400,
        code: 130429,
        subcode: 2494055,
        type: 'OAuthException',
        title: 'Rate limit hit',
        message: '(#130429) Rate limit hit',
        details: 'Throughput has been reached.',
        traceId: 'Az8or2',
        retry: 'retry',
      },
      retryAfterMs: null,
      attempt: attemptOf(400, { code: 130429, traceId: 'Az8or2' }),
    });
  });

  it('takes the name of the call from the headers where the error has none', () => {
    const outcome = read(400, '{"error":{"code":100}}', { headers: { 'x-fb-trace-id': 'CxTOKEN1' } });
    expect(outcome.attempt).toEqual(attemptOf(400, { code: 100, traceId: 'Cx[redacted]1' }));
  });

  it('says how long it asks to be left alone, whether the rest of it can be read or not', () => {
    const headers = { 'retry-after': '30' };
    expect(read(429, '{"error":{"code":4}}', { headers })).toMatchObject({
      kind: 'rejected',
      retryAfterMs: 30_000,
    });
    expect(read(429, '<p>slow down</p>', { headers })).toMatchObject({
      kind: 'unknown',
      retryAfterMs: 30_000,
    });
  });

  it('may give its details as a bare string', () => {
    const outcome = read(400, '{"error":{"code":100,"message":"m","error_data":"why"}}');
    expect(outcome).toMatchObject({
      kind: 'rejected',
      error: { details: 'why', subcode: null, traceId: null },
    });
  });

  it('is a rejection even under status 200 when it carries an error', () => {
    expect(read(200, '{"error":{"code":131026,"message":"m"}}').kind).toBe('rejected');
  });

  it.each([
    [429, '<!DOCTYPE html><html><body><h1>Too many requests</h1></body></html>', 'HTML', 'Too many requests'],
    [200, '  <html><script>var x = "<b>";</script>Welcome</html>', 'HTML', 'Welcome'],
    [503, '', 'empty', null],
    [200, ' \n', 'empty', null],
    [200, SUCCESS.slice(0, -5), 'malformed JSON', expect.stringContaining('messaging_product')],
    [200, '{"success":true}', 'without a message id', '{"success":true}'],
    [200, '{"messages":[]}', 'without a message id', '{"messages":[]}'],
    [200, '{"messages":[{"id":7}]}', 'without a message id', '{"messages":[{"id":7}]}'],
    [200, '{"messages":[{"id":""}]}', 'without a message id', '{"messages":[{"id":""}]}'],
    [200, 'null', 'without a message id', 'null'],
    [500, '{"error":"oops"}', 'without a Graph error', '{"error":"oops"}'],
    [500, '{"error":{"message":"no code"}}', 'without a Graph error', '{"error":{"message":"no code"}}'],
    [500, SUCCESS, 'without a Graph error', expect.any(String)],
    [302, SUCCESS, 'redirect', expect.any(String)],
  ])('is unknown for status %i and %j', (httpStatus, body, reason, snippet) => {
    expect(read(httpStatus, body)).toEqual({
      kind: 'unknown',
      reason: expect.stringContaining(reason),
      httpStatus,
      snippet,
      retryAfterMs: null,
      attempt: attemptOf(httpStatus),
    });
  });

  it.each([
    [400, '<html>Bad request</html>'],
    [400, ''],
    [404, ' \n'],
    [408, '{"error":{"mess'],
    [429, '{"error":{"mess'],
    [429, '{"retry":true}'],
  ])('is unknown for status %i and %j, as somebody else may have answered', (httpStatus, body) => {
    expect(read(httpStatus, body).kind).toBe('unknown');
  });

  it.each([
    [400, '{"error":{"mess', null],
    [404, 'Not found', null],
    [403, '{"error":"no"}', null],
    [400, '{"error":{"mess', 'ECONNRESET'],
  ])('is a refusal that says nothing for status %i, %j and %j', (httpStatus, body, brokenBecause) => {
    expect(read(httpStatus, body, { brokenBecause })).toMatchObject({
      kind: 'rejected',
      error: { code: null, title: 'unparsed', retry: 'permanent', httpStatus },
      attempt: { code: null, httpStatus },
    });
  });

  it.each([
    [200, SUCCESS, 'ECONNRESET'],
    [500, '{"error":{"code":1', 'BodyTooSlow'],
    [400, '', 'ECONNRESET'],
    [400, SUCCESS, 'too_long'],
    [400, '{"error":{"code":100}}', 'encoded'],
    [200, SUCCESS, 'encoded'],
  ])('is unknown for status %i and %j that broke because of %s', (httpStatus, body, brokenBecause) => {
    expect(read(httpStatus, body, { brokenBecause })).toMatchObject({ kind: 'unknown', httpStatus });
  });

  it('is not sent when the request was never begun, and unknown when it was', () => {
    const notBegun = {
      phase: 'not_begun',
      reason: 'could not connect: ECONNREFUSED',
      durationMs: 7,
    } as const;
    expect(sendOutcomeOf(notBegun, 'TOKEN', NOW)).toEqual({
      kind: 'not_sent',
      reason: 'could not connect: ECONNREFUSED',
      attempt: { httpStatus: null, code: null, traceId: null, bytesWritten: false, durationMs: 7 },
    });
    const begun = { phase: 'no_answer', reason: 'ECONNRESET', durationMs: 7 } as const;
    expect(sendOutcomeOf(begun, 'TOKEN', NOW)).toMatchObject({
      kind: 'unknown',
      reason: 'no answer came: ECONNRESET',
      httpStatus: null,
      attempt: { bytesWritten: true },
    });
  });

  it('keeps only a short piece of a long page', () => {
    const outcome = read(502, `<p>${'word '.repeat(500)}</p>`);
    expect(outcome.kind === 'unknown' && outcome.snippet?.length).toBe(201);
  });

  it('never repeats the access token', () => {
    const rejected = read(401, '{"error":{"code":190,"message":"Malformed access token TOKEN"}}');
    const unknown = read(500, '<p>bad TOKEN</p>');
    expect(JSON.stringify([rejected, unknown])).not.toContain('TOKEN');
    expect(rejected).toMatchObject({ error: { message: 'Malformed access token [redacted]' } });
  });

  it('never throws, and is never an acceptance without an id, whatever the bytes', () => {
    const status = fc.integer({ min: 100, max: 599 });
    const why = fc.option(fc.constantFrom('too_long', 'encoded', 'ECONNRESET'));
    fc.assert(
      fc.property(status, fc.uint8Array({ maxLength: 300 }), why, (httpStatus, body, brokenBecause) => {
        expect(['unknown', 'rejected']).toContain(read(httpStatus, body, { brokenBecause }).kind);
      }),
    );
    fc.assert(
      fc.property(status, fc.jsonValue(), (httpStatus, json) => {
        expect(['unknown', 'rejected']).toContain(read(httpStatus, JSON.stringify(json)).kind);
      }),
    );
  });
});
