import { describePortConflict } from './port-conflict.ts';

describe('a port that is not to be had', () => {
  it('is named together with who has it and the setting that changes it', () => {
    const holder = { pid: 4711, command: '/usr/bin/node server.js --port 8000' };
    expect(describePortConflict('api', 8000, 'taken', holder)).toBe(
      'Port 8000, which the api needs, is taken by node server.js (pid 4711). ' +
        'Stop that, or choose another: PARLEY_API_PORT=8001 npm start',
    );
  });

  it('is named when nobody knows who has it', () => {
    const line = describePortConflict('postgres', 54329, 'taken', undefined);
    expect(line).toContain(
      'is taken by another program. Stop that, or choose another: PARLEY_POSTGRES_PORT=54330',
    );
  });

  it('may be one of those that only root gets', () => {
    const line = describePortConflict('dashboard', 80, 'forbidden', undefined);
    expect(line).toBe(
      'Port 80, which the dashboard needs, is reserved for root; choose another: PARLEY_DASHBOARD_PORT=8080 npm start',
    );
  });
});
