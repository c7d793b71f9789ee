import { STEP_NAMES, selectTests } from './test-selection.ts';

describe('npm test', () => {
  it('runs everything in order', () => {
    expect(selectTests([])).toEqual({ steps: STEP_NAMES, patterns: [] });
  });

  it('runs the named steps', () => {
    expect(selectTests(['unit', 'lint'])).toEqual({ steps: ['lint', 'unit'], patterns: [] });
  });

  it('builds first what is booted by the tests', () => {
    expect(selectTests(['integration']).steps).toEqual(['build', 'integration']);
  });

  it('takes every other word as a part of a path', () => {
    expect(selectTests(['integration', 'inbound', 'lane'])).toEqual({
      steps: ['build', 'integration'],
      patterns: ['inbound', 'lane'],
    });
    expect(selectTests(['inbound']).steps).toEqual(['build', 'unit', 'integration', 'journeys']);
  });
});
