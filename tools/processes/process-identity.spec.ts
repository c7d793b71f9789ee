import { identify, identifyMyself, parsePs, parseProcStat, stillRuns } from './process-identity.mjs';

const stat = (name: string, state: string) => `41 (${name}) ${state} 1 41 41 ${'0 '.repeat(15)}987654 0 0`;

describe('the identity of a process', () => {
  it('is its pid and the moment it started', () => {
    expect(parseProcStat(41, stat('node', 'S'))).toEqual({ pid: 41, startedAt: '987654' });
  });

  it('is found behind a name with spaces and brackets', () => {
    expect(parseProcStat(41, stat('a) b (c', 'R'))).toEqual({ pid: 41, startedAt: '987654' });
  });

  it('does not exist for a zombie or for something that is no process', () => {
    expect(parseProcStat(41, stat('node', 'Z'))).toBeUndefined();
    expect(parseProcStat(41, '')).toBeUndefined();
    expect(identify(-1)).toBeUndefined();
    expect(identify(Number.NaN)).toBeUndefined();
  });

  it('is read from ps where there is no /proc', () => {
    expect(parsePs(7, 'Ss   Sat Nov 21 06:00:00 2026\n')).toEqual({
      pid: 7,
      startedAt: 'Sat Nov 21 06:00:00 2026',
    });
    expect(parsePs(7, 'Z Sat Nov 21 06:00:00 2026')).toBeUndefined();
    expect(parsePs(7, '')).toBeUndefined();
  });

  it('tells a process from a later one with the same pid', () => {
    expect(stillRuns(identifyMyself())).toBe(true);
    expect(stillRuns({ ...identifyMyself(), startedAt: 'another time' })).toBe(false);
  });
});
