import fc from 'fast-check';
import { outcomeOfAnswer } from './send-outcome';

const SUCCESS =
  '{"messaging_product":"whatsapp","contacts":[{"input":"+5511912345678","wa_id":"551112345678"}],"messages":[{"id":"wamid.1"}]}';

const read = (httpStatus: number, body: string) => outcomeOfAnswer(httpStatus, Buffer.from(body), 'TOKEN');

describe("Graph's answer", () => {
  it('is an acceptance when it is a success with a message id', () => {
    expect(read(200, SUCCESS)).toEqual({ kind: 'accepted', messageId: 'wamid.1', waId: '551112345678' });
  });

  it('is an acceptance without a WhatsApp id when the recipient was not a phone number', () => {
    const body = '{"contacts":[{"user_id":"US.1"}],"messages":[{"id":"wamid.1"}]}';
    expect(read(200, body)).toEqual({ kind: 'accepted', messageId: 'wamid.1', waId: null });
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

  it('never throws, and is an acceptance only with an id, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.uint8Array({ maxLength: 300 }),
        (httpStatus, body) => {
          expect(outcomeOfAnswer(httpStatus, Buffer.from(body), 'TOKEN').kind).toBe('unknown');
        },
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (httpStatus, json) => {
        expect(['unknown', 'rejected']).toContain(read(httpStatus, JSON.stringify(json)).kind);
      }),
    );
  });
});
