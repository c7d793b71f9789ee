import { ApiProblem } from '../../../data/problem';
import { refusalOf } from './refusal';

const problem = (status: number, code: string, detail = 'Something is wrong', title?: string) =>
  new ApiProblem(status, code, detail, 'req_1', title === undefined ? {} : { title });

describe('why something was not done', () => {
  test('is told in whole sentences, with the request id', () => {
    expect(refusalOf(problem(409, 'odd', 'Do this', 'That cannot be'), 'save')).toMatchObject({
      text: 'That cannot be. Do this.',
      requestId: 'req_1',
      isConflict: false,
    });
  });

  test('tells that a draft is saved where only WhatsApp said no', () => {
    const said = problem(422, 'provider_refused', 'The name is not to our liking.');
    expect(refusalOf(said, 'submit').text).toContain('The draft is saved.');
    expect(refusalOf(said, 'save').text).not.toContain('The draft is saved.');
  });

  test('tells that nothing is lost where Parley does not answer', () => {
    expect(refusalOf(problem(503, 'http_503'), 'save').text).toContain('kept in this browser');
  });

  test('is a conflict where somebody else was quicker', () => {
    expect(refusalOf(problem(412, 'changed_meanwhile'), 'save').isConflict).toBe(true);
  });
});
