import { explainServerLog, isLeftoverOfEarlierServer, isPortTaken } from './explain-server-log.ts';

describe('a server that gave up', () => {
  const context = { port: 54329, portSetting: 'PARLEY_POSTGRES_PORT', dataFolder: '/srv/data' };
  const taken = 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use';
  const leftover = 'FATAL:  lock file "postmaster.pid" already exists';

  it('says which port is taken and what changes it', () => {
    const line = explainServerLog(taken, context);
    expect(line).toBe(
      'Port 54329, which PostgreSQL needs, is taken. Choose another with PARLEY_POSTGRES_PORT.',
    );
    expect(isPortTaken(taken)).toBe(true);
  });

  it('may be in the way of an earlier one, which passes', () => {
    expect(isLeftoverOfEarlierServer(leftover)).toBe(true);
    expect(
      isLeftoverOfEarlierServer('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use'),
    ).toBe(true);
    expect(isLeftoverOfEarlierServer(taken)).toBe(false);
  });

  it.each([
    ['FATAL:  database files are incompatible with server', 'holds data of PostgreSQL another version'],
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'The disk is full'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'not enough memory'],
    ['FATAL:  data directory "/srv/data" has wrong ownership', 'belongs to another user'],
    ['FATAL:  could not access directory "/srv/data": Permission denied', 'permission denied'],
  ])('%s is explained', (log, line) => {
    expect(explainServerLog(log, context)).toContain(line);
  });

  it('is left to speak for itself when we do not know what it means', () => {
    expect(explainServerLog('PANIC:  something new', context)).toBeUndefined();
  });
});
