import { explainError, explainOutput, lastLines } from './explain-error.ts';
import { Trouble } from './trouble.ts';

describe('an error of the system', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code, path: '/srv/parley/.parley' });

  it.each([
    ['EACCES', 'No permission to use /srv/parley/.parley'],
    ['EROFS', 'read-only: /srv/parley/.parley'],
    ['ENOSPC', 'The disk is full: could not write /srv/parley/.parley'],
  ])('%s becomes a clear line', (code, line) => {
    expect(explainError(failure(code))?.message).toContain(line);
  });

  it('is ours when the system has nothing to do with it', () => {
    expect(explainError(new TypeError('x is not a function'))).toBeUndefined();
    expect(explainError('text')).toBeUndefined();
  });

  it('is kept when it was already told clearly', () => {
    const trouble = new Trouble('Port 1 is taken.');
    expect(explainError(trouble)).toBe(trouble);
  });
});

describe('the output of a command that failed', () => {
  it('may tell of a full disk', () => {
    expect(explainOutput('cp: error writing: No space left on device')).toContain('The disk is full');
    expect(explainOutput('1 problem')).toBeUndefined();
  });

  it('is shown without stack traces', () => {
    const output = 'Error: no\n    at main (a.js:1:1)\n\nNode.js v26.10.0\nlast';
    expect(lastLines(output, 5)).toEqual(['Error: no', 'last']);
  });
});
