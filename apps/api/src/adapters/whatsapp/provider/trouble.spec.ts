import { ManagementOutcome } from '@parley/whatsapp-cloud';
import { troubleOf } from './trouble';

type Unsuccessful = Exclude<ManagementOutcome<unknown>, { kind: 'done' }>;

const attempt = { httpStatus: null, code: null, traceId: null, bytesWritten: true, durationMs: 1 };

function rejected(
  code: number | null,
  subcode: number | null = null,
  retryAfterMs: number | null = null,
): Unsuccessful {
  const error = {
    ...{ httpStatus: 400, code, subcode, type: null, title: 'No', message: `(#${code}) No` },
    ...{ details: null, traceId: null, retry: 'permanent' as const },
  };
  return { kind: 'rejected', error, retryAfterMs, attempt, graphTimeMs: null };
}

function failed(httpStatus: number | null, reason = 'answered with HTML instead of JSON'): Unsuccessful {
  return {
    kind: 'failed',
    reason,
    httpStatus,
    snippet: null,
    retryAfterMs: null,
    attempt,
    graphTimeMs: null,
  };
}

describe("Meta's refusal, in words of no provider", () => {
  it.each([
    [190, 463, 'auth_expired'],
    [190, 460, 'auth_failed'],
    [190, null, 'auth_failed'],
    [0, null, 'auth_failed'],
    [104, null, 'auth_failed'],
    [3, null, 'permission_denied'],
    [10, null, 'permission_denied'],
    [200, null, 'permission_denied'],
    [299, null, 'permission_denied'],
    [131005, null, 'permission_denied'],
    [4, null, 'rate_limited'],
    [80007, null, 'rate_limited'],
    [80008, null, 'rate_limited'],
    [133008, null, 'rate_limited'],
    [133016, null, 'rate_limited'],
    [100, 33, 'not_found'],
    [33, null, 'not_found'],
    [100, null, 'invalid_parameters'],
    [131009, null, 'invalid_parameters'],
    [1, null, 'service_down'],
    [131016, null, 'service_down'],
    [133005, null, 'refused'],
    [136024, 2388091, 'refused'],
    [131031, null, 'refused'],
    [777777, null, 'refused'],
  ])('%s with subcode %s is %s, and keeps its code', (code, subcode, expected) => {
    expect(troubleOf(rejected(code, subcode))).toMatchObject({
      code: expected,
      providerCode: String(code),
      reason: `(#${code}) No`,
    });
  });

  it('without a code cannot be read', () => {
    expect(troubleOf(rejected(null))).toMatchObject({ code: 'unreadable_answer', providerCode: null });
  });

  it('says how long to wait: as the answer does, or as is known of the code', () => {
    expect(troubleOf(rejected(80008, null, 5_000)).retryAfterMs).toBe(5_000);
    expect(troubleOf(rejected(133016)).retryAfterMs).toBe(72 * 3_600_000);
    expect(troubleOf(rejected(100)).retryAfterMs).toBeNull();
  });
});

describe('what came instead of an answer of Meta', () => {
  it.each([
    [200, 'unreadable_answer'],
    [400, 'unreadable_answer'],
    [404, 'unreadable_answer'],
    [429, 'rate_limited'],
    [500, 'service_down'],
    [503, 'service_down'],
  ])('with status %i is %s', (status, code) => {
    expect(troubleOf(failed(status))).toMatchObject({ code, providerCode: null });
  });

  it.each([
    ['no answer came: UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['no answer came: TotalTimeout', 'timeout'],
    ['could not connect: UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['could not connect: ECONNREFUSED', 'service_down'],
    ['no answer came: ECONNRESET', 'service_down'],
  ])('without a status, because %s, is %s', (reason, code) => {
    expect(troubleOf(failed(null, reason))).toMatchObject({ code, reason });
  });

  it('quotes what it said', () => {
    expect(troubleOf({ ...failed(503), snippet: 'Sorry' } as Unsuccessful).reason).toBe(
      'answered with HTML instead of JSON: Sorry',
    );
  });
});

describe('a call that was not made', () => {
  it.each([
    ['accessToken', 'auth_failed'],
    ['phoneNumberId', 'invalid_parameters'],
  ])('because of %s is %s', (field, code) => {
    expect(troubleOf({ kind: 'refused', field, reason: 'is not a number' })).toEqual({
      code,
      reason: `${field} is not a number.`,
      providerCode: null,
      retryAfterMs: null,
    });
  });
});
