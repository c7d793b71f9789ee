import { readSettings } from './settings';

describe('the dashboard settings', () => {
  it('default to the API on this machine and no simulated phone', () => {
    expect(readSettings({}).apiUrl.href).toBe('http://127.0.0.1:8000/');
    expect(readSettings({}).simulatorUrl).toBeNull();
  });

  it('take both addresses from the environment', () => {
    const settings = readSettings({
      API_URL: 'https://api.example.com',
      SIMULATOR_URL: 'http://127.0.0.1:4000',
    });
    expect(settings.apiUrl.host).toBe('api.example.com');
    expect(settings.simulatorUrl).toBe('http://127.0.0.1:4000/');
  });

  it.each(['not a url', 'ftp://files.example.com', 'javascript:alert(1)'])(
    'name the setting that is wrong: %s',
    (value) => {
      expect(() => readSettings({ API_URL: value })).toThrow(/API_URL/);
      expect(() => readSettings({ SIMULATOR_URL: value })).toThrow(/SIMULATOR_URL/);
    },
  );
});
