import { ApiProblem, asProblem, unwrap } from './problem';

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

describe('an answer of the API', () => {
  it('gives its data when it succeeded', () => {
    expect(unwrap({ data: { id: 'a' }, response: answer(200) })).toEqual({ id: 'a' });
  });

  it('becomes a problem with the code, the words and the request id of problem+json', () => {
    const error = {
      title: 'Not found',
      detail: 'No such conversation.',
      code: 'not_found',
      requestId: 'r-1',
    };
    expect(() => unwrap({ error, response: answer(404) })).toThrow(
      new ApiProblem(404, 'not_found', 'No such conversation.', 'r-1'),
    );
  });

  it('is still a problem when something in between answered without problem+json', () => {
    const problem = caught(() =>
      unwrap({ error: '<html>', response: answer(503, { 'x-request-id': 'r-2' }) }),
    );
    expect(problem).toMatchObject({ status: 503, code: 'http_503', requestId: 'r-2', mayPass: true });
  });

  it('that never came is a problem that may pass', () => {
    expect(asProblem(new TypeError('fetch failed'))).toMatchObject({
      status: 0,
      code: 'network_error',
      mayPass: true,
    });
  });

  it('without a body is a success where none is meant to be', () => {
    expect(unwrap({ response: answer(204) })).toBeUndefined();
    expect(unwrap({ response: answer(202) })).toBeUndefined();
  });

  it('carries the values at fault', () => {
    const faults = [{ pointer: '/name', code: 'isLength', detail: 'Too long.' }];
    expect(caught(() => unwrap({ error: { errors: faults }, response: answer(400) })).faults).toEqual(faults);
  });

  it('says when to try again, in seconds from now or at a date', () => {
    const before = Date.now();
    const { retryAt } = caught(() => unwrap({ response: answer(429, { 'retry-after': '60' }) }));
    expect(retryAt).toBeGreaterThanOrEqual(before + 60_000);
    expect(retryAt).toBeLessThanOrEqual(Date.now() + 60_000);
    const date = 'Sat, 21 Nov 2026 14:00:00 GMT';
    expect(caught(() => unwrap({ response: answer(503, { 'retry-after': date }) })).retryAt).toBe(
      Date.parse(date),
    );
    expect(caught(() => unwrap({ response: answer(429, { 'retry-after': 'soon' }) })).retryAt).toBeNull();
  });

  it('that refuses will refuse again', () => {
    expect(caught(() => unwrap({ response: answer(403) })).mayPass).toBe(false);
  });
});

function caught(run: () => unknown): ApiProblem {
  try {
    run();
  } catch (error) {
    return asProblem(error);
  }
  throw new Error('It did not throw.');
}
