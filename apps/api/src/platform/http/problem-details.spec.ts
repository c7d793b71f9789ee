import { invalidInput, notFound, Problem } from '../../kernel/problem';
import { problemDetails, withoutQuery } from './problem-details';

describe('problem details', () => {
  it('say what, where and under which request id', () => {
    expect(problemDetails(notFound('channel'), '/api/v1/channels/1', 'request-1')).toEqual({
      type: 'about:blank',
      title: 'There is no such channel.',
      status: 404,
      instance: '/api/v1/channels/1',
      code: 'not_found',
      requestId: 'request-1',
    });
  });

  it('carry a detail and the faults of the input where there are some', () => {
    const faults = [{ pointer: '/limit', code: 'max', detail: 'limit must not be greater than 100' }];
    expect(problemDetails(invalidInput(faults), '/x', 'r')).toMatchObject({ status: 400, errors: faults });
    expect(problemDetails(new Problem(401, 'c', 'title', 'detail'), '/x', 'r')).toMatchObject({
      detail: 'detail',
    });
  });

  it('never repeat a query, since it may hold a token', () => {
    const url = '/api/webhooks/whatsapp?hub.verify_token=secret';
    expect(problemDetails(notFound('x'), url, 'r').instance).toBe('/api/webhooks/whatsapp');
    expect(withoutQuery('/a?b?c')).toBe('/a');
    expect(withoutQuery('?')).toBe('');
  });
});
