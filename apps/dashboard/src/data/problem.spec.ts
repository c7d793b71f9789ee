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
