import {
  NOTHING,
  ONE_FAILED,
  ONE_PASSED,
  closingLine,
  exitCodeOf,
  failuresOf,
  sum,
  totalsOf,
} from './totals.ts';

describe('the totals of a test run', () => {
  const report = {
    numPassedTests: 12,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
    testResults: [
      { name: '/a.spec.ts', status: 'failed', message: '● a fails' },
      { name: '/b.spec.ts', status: 'passed', message: '' },
      { name: '/c.spec.ts', status: 'failed', message: '' },
    ],
  };

  it('count a file that could not run as a failure, and todo as skipped', () => {
    expect(totalsOf(report)).toEqual({ passed: 12, failed: 2, skipped: 3 });
  });

  it('add up over the steps', () => {
    expect(sum([ONE_PASSED, ONE_FAILED, totalsOf(report)])).toEqual({ passed: 13, failed: 3, skipped: 3 });
    expect(sum([])).toEqual(NOTHING);
  });

  it('close with one line that mentions skipped tests only when there are any', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('are a failure when anything failed or nothing ran', () => {
    expect(exitCodeOf(ONE_PASSED)).toBe(0);
    expect(exitCodeOf(sum([ONE_PASSED, ONE_FAILED]))).toBe(1);
    expect(exitCodeOf(NOTHING)).toBe(1);
  });

  it('are a failure when something was skipped of a run that was to be complete', () => {
    const totals = { passed: 3, failed: 0, skipped: 1 };
    expect(exitCodeOf(totals)).toBe(0);
    expect(exitCodeOf(totals, true)).toBe(1);
  });

  it("come with Jest's account of the files that failed", () => {
    expect(failuresOf(report)).toEqual(['● a fails', '/c.spec.ts']);
  });
});
