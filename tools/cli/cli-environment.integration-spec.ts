import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeOf, makeHome } from '../instance/home.ts';
import { writeInstance } from '../instance/instance-file.ts';
import { loadSettings } from '../instance/settings.ts';
import { identifyMyself } from '../processes/process-identity.mjs';
import { operatorEnvironment } from './cli-environment.ts';

describe("the environment of an operator's command", () => {
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'parley-cli-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it("is the operator's own where nothing was ever started", () => {
    const env = { DATABASE_URL: 'postgres://production' };
    expect(operatorEnvironment(root, env)).toBe(env);
  });

  it('is that of the last instance, with its ports, overruled by what the operator set', () => {
    const home = homeOf(root, {});
    makeHome(home);
    const { databasePasswords } = loadSettings(home);
    const ports = { dashboard: 13, api: 18, simulator: 14, postgres: 15 };
    writeInstance(home, {
      launcher: identifyMyself(),
      starters: [],
      state: 'stopped',
      ports,
      urls: {},
      processes: {},
    });

    const environment = operatorEnvironment(root, { LOG_LEVEL: 'debug', API_URL: 'http://elsewhere' });
    expect(environment).toMatchObject({
      DATABASE_READER_URL: `postgres://parley_reader:${databasePasswords.reader}@127.0.0.1:15/parley`,
      SIMULATOR_URL: 'http://127.0.0.1:14',
      API_URL: 'http://elsewhere',
      LOG_LEVEL: 'debug',
    });
  });
});
