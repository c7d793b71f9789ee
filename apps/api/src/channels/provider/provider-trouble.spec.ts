import { problemOf, TROUBLE_CODES, TroubleCode, valueOf } from './provider-trouble';

const trouble = (code: TroubleCode, retryAfterMs: number | null = null) => ({
  code,
  reason: 'As it says.',
  providerCode: null,
  retryAfterMs,
});

describe('a trouble with a provider', () => {
  it.each(TROUBLE_CODES)('is told by the code provider_%s, and is never a failure of ours', (code) => {
    const problem = problemOf(trouble(code));
    expect(problem).toMatchObject({ code: `provider_${code}`, detail: 'As it says.' });
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(500);
    // That is for our own callers, and would end their session.
    expect([401, 403]).not.toContain(problem.status);
  });

  it.each([
    [null, 60],
    [0, 1],
    [1_500, 2],
  ])('that asks to wait %s ms is told with Retry-After %i', (retryAfterMs, retryAfterSeconds) => {
    const problem = problemOf(trouble('rate_limited', retryAfterMs));
    expect(problem).toMatchObject({ status: 429, retryAfterSeconds });
  });

  it('ends what asked for the value', () => {
    expect(valueOf({ kind: 'done', value: 7 })).toBe(7);
    expect(() => valueOf({ kind: 'failed', trouble: trouble('not_found') })).toThrow(
      expect.objectContaining({ status: 422, code: 'provider_not_found' }) as Error,
    );
  });
});
