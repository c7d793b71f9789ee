import { ERROR_CATALOGUE, SendOutcome } from '@parley/whatsapp-cloud';
import { resultOf, templateOf } from './sending';

const attempt = { httpStatus: 400, code: 131026, traceId: 'Az8', bytesWritten: true, durationMs: 12 };

function rejected(code: number, retryAfterMs: number | null = null): SendOutcome {
  const error = { code, httpStatus: 400, message: `(#${code}) No`, details: 'No.', retry: 'permanent' };
  return { kind: 'rejected', error, retryAfterMs, attempt } as unknown as SendOutcome;
}

const answerTo = (code: number, retryAfterMs?: number) => resultOf(rejected(code, retryAfterMs)).answer;

describe("Meta's answer to a send", () => {
  it.each([
    [130429, 'throttled', 'channel'],
    [131056, 'throttled', 'pair'],
    [80007, 'throttled', 'account'],
    [4, 'throttled', 'app'],
    [131057, 'unavailable', 'channel'],
    [190, 'blocked', 'account'],
    [131031, 'blocked', 'account'],
    [131048, 'blocked', 'channel'],
    [132015, 'blocked', 'template'],
    [134101, 'blocked', 'template'],
  ] as const)('%i is %s for the %s', (code, kind, scope) => {
    expect(answerTo(code)).toMatchObject({ kind, scope, failure: { code: String(code), reason: 'No.' } });
  });

  it.each([
    [131026, 'refused'],
    [131050, 'opted_out'],
    [131049, 'later'],
    [132016, 'refused'],
    [131000, 'unknown'],
  ] as const)('%i is %s', (code, kind) => expect(answerTo(code).kind).toBe(kind));

  it('says for how long to wait where Meta does', () => {
    expect(answerTo(130429, 5_000)).toMatchObject({ retryAfterMs: 5_000 });
    expect(answerTo(131049, 7_000)).toMatchObject({ afterMs: 7_000 });
  });

  it('is an answer for every code of the catalogue', () => {
    const codes = ERROR_CATALOGUE.flatMap((row) =>
      row.codes.map((one) => (typeof one === 'number' ? one : one[0])),
    );
    for (const code of codes) expect(answerTo(code)).toMatchObject({ failure: { code: String(code) } });
  });

  it('is about one template in one language', () => {
    const offer = (code: string) => ({ type: 'template', body: { name: 'offer', language: { code } } });
    expect(templateOf(offer('en_US'))).toBe(templateOf(offer('en_US')));
    expect(templateOf(offer('en_US'))).not.toBe(templateOf(offer('de')));
    expect(templateOf({ type: 'text', body: offer('de').body })).toBeNull();
  });

  it('is kept with what is known of the call', () => {
    expect(resultOf(rejected(131026)).attempt).toEqual({
      httpStatus: 400,
      code: '131026',
      traceId: 'Az8',
      bytesWritten: true,
    });
  });
});
