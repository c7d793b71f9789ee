import { troubleOf } from './database-trouble';

const answered = (code: string) => Object.assign(new Error('said PostgreSQL'), { code, severity: 'ERROR' });

describe('a statement that failed', () => {
  it.each([
    ['57P01', 'the administrator stops the server'],
    ['57P02', 'it crashes'],
    ['57P03', 'it is still starting up'],
    ['08006', 'the connection failure that it noticed itself'],
    ['53300', 'it has too many connections'],
    ['25006', 'it only reads now, after a failover'],
    ['40001', 'another transaction was in the way'],
    ['40P01', 'a deadlock'],
  ])('may succeed on another connection: %s, %s', (code) => {
    expect(troubleOf(answered(code))).toBe('connection');
  });

  it.each([
    ['no answer at all', new Error('Connection terminated unexpectedly')],
    ['an answer that took too long', new Error('Query read timeout')],
    ['a refused connection', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['nothing to read', undefined],
    ['a word', 'gone'],
  ])('may succeed on another connection: %s', (_what, error) => {
    expect(troubleOf(error)).toBe('connection');
  });

  it.each(['22P02', '22021', '22P05', '54000', '23514'])('has a row to blame: %s', (code) => {
    expect(troubleOf(answered(code))).toBe('data');
  });

  it.each([
    ['53100', 'the disk is full'],
    ['53200', 'no memory'],
    ['42P01', 'the table is missing'],
    ['42501', 'it is not allowed'],
    ['57014', 'somebody cancelled it'],
    ['XX001', 'corrupted'],
  ])('would fail again: %s, %s', (code) => expect(troubleOf(answered(code))).toBe('lasting'));
});
