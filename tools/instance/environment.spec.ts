import {
  apiEnvironment,
  cliEnvironment,
  dashboardEnvironment,
  simulatorEnvironment,
  type Instance,
} from './environment.ts';
import { homeOf } from './home.ts';
import { DEFAULT_PORTS } from './ports.ts';
import { generateSettings } from './settings.ts';

describe('the environment of each process', () => {
  const instance: Instance = {
    home: homeOf('/srv/parley', {}),
    ports: DEFAULT_PORTS,
    settings: generateSettings(),
    env: {
      PATH: '/bin',
      DATABASE_URL: 'postgres://someone-elses',
      AWS_SECRET_ACCESS_KEY: 'secret',
      REDIS_URL: 'redis://here',
    },
  };
  const secrets = [
    instance.settings.encryptionKey,
    instance.settings.appSecret,
    instance.settings.simulatorAccessToken,
    ...Object.values(instance.settings.databasePasswords),
  ];
  const holds = (environment: Record<string, string>, secret: string) =>
    Object.values(environment).some((value) => value.includes(secret));

  it('gives the dashboard no secret at all', () => {
    expect(secrets.filter((secret) => holds(dashboardEnvironment(instance), secret))).toEqual([]);
  });

  it("gives the api and the worker no owner's and no reader's connection", () => {
    const environment = apiEnvironment(instance);
    expect(environment).not.toHaveProperty('DATABASE_URL');
    expect(holds(environment, instance.settings.databasePasswords.owner)).toBe(false);
    expect(holds(environment, instance.settings.databasePasswords.reader)).toBe(false);
    expect(environment['DATABASE_APP_URL']).toMatch(
      /^postgres:\/\/parley_app:.*@127\.0\.0\.1:54329\/parley$/,
    );
  });

  it('keeps files in the folder of the instance, wherever a process is started', () => {
    expect(apiEnvironment(instance)['STORAGE_FOLDER']).toBe('/srv/parley/.parley/files');
    expect(cliEnvironment(instance)['STORAGE_FOLDER']).toBe('/srv/parley/.parley/files');
  });

  it('gives the simulator nothing of the database', () => {
    expect(Object.keys(simulatorEnvironment(instance)).filter((name) => name.includes('DATABASE'))).toEqual(
      [],
    );
  });

  it('gives the operator all that the commands need', () => {
    expect(cliEnvironment(instance)).toMatchObject({
      DATABASE_URL: expect.stringContaining('parley_owner'),
      DATABASE_READER_URL: expect.stringContaining('parley_reader'),
      SIMULATOR_URL: 'http://127.0.0.1:4000',
      API_URL: 'http://127.0.0.1:8000',
      DASHBOARD_URL: 'http://127.0.0.1:3000',
    });
  });

  it("takes over only what is the machine's, not what the operator's shell happens to hold", () => {
    for (const environment of [
      apiEnvironment(instance),
      dashboardEnvironment(instance),
      simulatorEnvironment(instance),
    ]) {
      expect(environment['PATH']).toBe('/bin');
      expect(environment).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    }
    expect(apiEnvironment(instance)['REDIS_URL']).toBe('redis://here');
  });

  it('points every process at the ports of this instance', () => {
    const moved = { ...instance, ports: { dashboard: 1, api: 2, simulator: 3, postgres: 4 } };
    expect(dashboardEnvironment(moved)).toMatchObject({
      PORT: '1',
      HOSTNAME: '127.0.0.1',
      API_URL: 'http://127.0.0.1:2',
    });
    expect(apiEnvironment(moved)).toMatchObject({ PORT: '2', WHATSAPP_GRAPH_URL: 'http://127.0.0.1:3' });
    expect(simulatorEnvironment(moved)).toMatchObject({
      PORT: '3',
      WEBHOOK_URL: 'http://127.0.0.1:2/api/webhooks/whatsapp',
    });
  });
});
