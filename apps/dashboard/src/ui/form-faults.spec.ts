import { ApiProblem, type Fault } from '../data/problem';
import { faultsOf } from './form-faults';

const labels = new Map([
  ['email', 'E-mail address'],
  ['password', 'Password'],
  ['scopes', 'Scopes'],
]);

const problem = (status: number, code: string, faults: Fault[] = [], retryAt: number | null = null) =>
  new ApiProblem(status, code, 'what the API says', 'r-1', { faults, retryAt });

const fault = (pointer: string, detail: string): Fault => ({ pointer, code: 'x', detail });

describe('what a form says when the API refuses', () => {
  it('stands beside the field that the pointer leads to', () => {
    expect(faultsOf(problem(400, 'invalid_input', [fault('/email', 'is wrong')]), labels)).toEqual({
      fields: { email: 'Is wrong.' },
      general: null,
    });
  });

  it('finds the field of a value inside a list', () => {
    const faults = [fault('/scopes/0', 'No such scope.'), fault('/scopes/2', 'Not held.')];
    expect(faultsOf(problem(400, 'invalid_input', faults), labels).fields).toEqual({
      scopes: 'No such scope. Not held.',
    });
  });

  it('calls the field by its label', () => {
    const faults = [
      fault('/password', 'password must have 8 to 128 characters'),
      fault('/email', 'must be one'),
    ];
    expect(faultsOf(problem(400, 'invalid_input', faults), labels).fields).toEqual({
      password: 'Password must have 8 to 128 characters.',
      email: 'E-mail address must be one.',
    });
  });

  it('stands above the form when no field on the page is meant, with the request id', () => {
    const faults = [fault('/email', 'Bad.'), fault('/token', 'is too long')];
    expect(faultsOf(problem(400, 'invalid_input', faults), labels)).toEqual({
      fields: { email: 'Bad.' },
      general: { text: 'Is too long.', requestId: 'r-1', retryAt: null },
    });
    expect(faultsOf(problem(500, 'internal'), labels)).toEqual({
      fields: {},
      general: { text: 'What the API says.', requestId: 'r-1', retryAt: null },
    });
  });

  it('says what is wrong and what to do about it', () => {
    const revoked = new ApiProblem(410, 'x', 'Ask for a new link', 'r-1', { title: 'It was taken back.' });
    expect(faultsOf(revoked, labels).general?.text).toBe('It was taken back. Ask for a new link.');
  });

  it("uses the page's words for a code, beside a field or above", () => {
    const words = {
      taken: { field: 'email', text: 'Taken.' },
      gone: 'Gone.',
      odd: { field: 'nowhere', text: 'Odd.' },
    };
    expect(faultsOf(problem(409, 'taken'), labels, words)).toEqual({
      fields: { email: 'Taken.' },
      general: null,
    });
    expect(faultsOf(problem(410, 'gone'), labels, words).general).toMatchObject({
      text: 'Gone.',
      requestId: null,
    });
    expect(faultsOf(problem(409, 'odd'), labels, words).general).toMatchObject({ text: 'Odd.' });
  });

  it('says when it may be tried again', () => {
    expect(faultsOf(problem(429, 'rate_limited', [], 1_000), labels).general).toEqual({
      text: 'That was tried too often.',
      requestId: null,
      retryAt: 1_000,
    });
  });

  it.each([0, 502, 503, 504])('tells an outage (%i) from a refusal', (status) => {
    expect(faultsOf(problem(status, 'x'), labels).general?.text).toMatch(/did not answer/);
  });
});
