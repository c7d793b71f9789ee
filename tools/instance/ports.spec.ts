import { DEFAULT_PORTS, readPorts } from './ports.ts';

describe('the ports', () => {
  it('are the documented ones unless set otherwise', () => {
    expect(readPorts({})).toEqual({ dashboard: 3000, api: 8000, simulator: 4000, postgres: 54329 });
    expect(readPorts({ PARLEY_API_PORT: '8001' })).toEqual({ ...DEFAULT_PORTS, api: 8001 });
    expect(readPorts({ PARLEY_API_PORT: '' })).toEqual(DEFAULT_PORTS);
  });

  it.each(['eight', '0', '65536', '80.5', '-1'])('refuse %s by the name of the setting', (text) => {
    expect(() => readPorts({ PARLEY_SIMULATOR_PORT: text })).toThrow(`PARLEY_SIMULATOR_PORT is "${text}"`);
  });

  it('refuse the same number twice', () => {
    expect(() => readPorts({ PARLEY_API_PORT: '3000' })).toThrow(
      /PARLEY_DASHBOARD_PORT and PARLEY_API_PORT are both 3000/,
    );
  });
});
