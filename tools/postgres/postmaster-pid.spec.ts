import { parsePostmasterPid } from './postmaster-pid.ts';

describe('postmaster.pid', () => {
  const whole = '4711\n/srv/data\n1795242750\n54329\n\n127.0.0.1\n  2148296        57\nready   \n';

  it('says who serves, where, and whether it is ready', () => {
    expect(parsePostmasterPid(whole)).toEqual({ pid: 4711, port: 54329, status: 'ready' });
    expect(parsePostmasterPid(whole.replace('ready', 'stopping'))).toMatchObject({ status: 'stopping' });
  });

  it('may be half written while a server starts', () => {
    expect(parsePostmasterPid('4711\n/srv/data\n')).toEqual({ pid: 4711, port: 0, status: 'unknown' });
  });

  it('is nothing when there is no pid in it', () => {
    expect(parsePostmasterPid('')).toBeUndefined();
    expect(parsePostmasterPid('gone\n')).toBeUndefined();
    expect(parsePostmasterPid('-4711\n')).toBeUndefined();
  });
});
