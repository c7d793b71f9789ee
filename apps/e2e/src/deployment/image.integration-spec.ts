import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createEmptyDatabase, TestDatabase } from '../../../api/test/support/test-database';
import { BOOT_TEST_TIMEOUT_MS, DeployedProduct, productionSettings } from './deployed-product';
import { commandOf, finalStage, healthCheckCommand, imageEnvironment, inFinalStage } from './dockerfile';
import { readFly } from './fly';
import { lockedPackages, readManifest, REPOSITORY } from './repository';

const LAY_OUT = 'tools/image/lay-out-image.ts';
const SIZE_LIMIT_MB = 220;
const COMMAND_TIMEOUT_MS = 60_000;

jest.setTimeout(BOOT_TEST_TIMEOUT_MS);

/** What the image holds, laid out as the Dockerfile does it, and started as the image starts it. */
describe('the image', () => {
  let folder: string;
  let database: TestDatabase;
  let product: DeployedProduct;
  let asLaidOut: string[];

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'parley-image-')), 'app');
    execFileSync(process.execPath, [LAY_OUT, folder], { cwd: REPOSITORY });
    asLaidOut = listing();
    database = await createEmptyDatabase();
    product = await DeployedProduct.start({
      folder,
      command: startCommand(),
      environment: {
        ...containerEnvironment(),
        ...productionSettings(database),
        DATABASE_URL: database.ownerUrl,
      },
    });
  });
  afterAll(async () => {
    await product?.remove();
    await database?.drop();
    if (folder) rmSync(dirname(folder), { recursive: true, force: true });
  });

  describe('as the Dockerfile describes it', () => {
    it('holds what was laid out and tini, and runs it as a user without rights', () => {
      expect(inFinalStage('COPY')).toEqual(['--from=build /image/ ./']);
      expect(inFinalStage('ADD')).toEqual([]);
      expect(inFinalStage('WORKDIR')).toEqual(['/app']);
      expect(inFinalStage('USER')).toEqual(['node']);
      expect(imageEnvironment()).toMatchObject({ HOME: '/tmp', PM2_HOME: '/tmp/.pm2' });
      expect(finalStage().findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
        finalStage().findLastIndex(({ name }) => name === 'RUN'),
      );
    });

    it('keeps files on a volume, which the user without rights may write to', () => {
      expect(imageEnvironment()['STORAGE_FOLDER']).toBe('/data');
      expect(inFinalStage('VOLUME')).toEqual(['/data']);
      expect(inFinalStage('RUN')).toContain('mkdir /data && chown node:node /data');
    });

    it('has tini before the entrypoint, so that orphans are reaped and signals arrive', () => {
      expect(commandOf('ENTRYPOINT').slice(0, 3)).toEqual(['tini', '-s', '--']);
      expect(inFinalStage('RUN').join()).toContain('install -y --no-install-recommends tini');
    });

    it('has an entrypoint that may be executed by everyone', () => {
      for (const root of [REPOSITORY, folder]) {
        expect(statSync(join(root, 'docker-entrypoint.sh')).mode & 0o555).toBe(0o555);
      }
    });

    it('serves from an empty database: it migrates first, as the owner', () => {
      expect(product.log).toMatch(/^Applied InitialSchema\d+/);
    });

    it.each(['pm2', 'api', 'worker', 'dashboard'] as const)('gives %s nothing of the owner', (name) => {
      expect(product.environmentOf(name)).not.toContain('parley_owner');
    });

    it('runs in production mode', () => {
      for (const name of ['api', 'worker', 'dashboard'] as const) {
        expect(product.environmentOf(name)).toContain('NODE_ENV=production');
      }
    });

    it('answers 401 to those who are not signed in', async () => {
      expect((await fetch(`${product.dashboardUrl}/api/v1/tenant`)).status).toBe(401);
    });

    it('serves the style sheets and scripts of its pages', async () => {
      const page = await (await fetch(product.dashboardUrl)).text();
      const assets = [...page.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+\.(?:js|css))"/g)];
      expect(assets.length).toBeGreaterThan(1);
      for (const [, path = ''] of assets) {
        expect((await fetch(product.dashboardUrl + path)).status).toBe(200);
      }
    });
  });

  describe('its command line', () => {
    it('migrates with the release command of fly.toml, which finds nothing left to do', () => {
      const { status, stdout } = runInImage(readFly().deploy.release_command.split(' '), product.environment);
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'The database is up to date.\n' });
    });

    it('says which settings are missing, all at once, and does not start', () => {
      const { status, stderr } = runInImage(commandOf('CMD'), {
        ...containerEnvironment(),
        PUBLIC_URL: 'https://parley.example.com',
        DATABASE_APP_URL: database.appUrl,
        ENCRYPTION_KEY_FILE: '/run/secrets/encryption-key',
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^Parley cannot start\. Not set: DATABASE_SYSTEM_URL \(/);
    });

    it('does not migrate where PARLEY_MIGRATE is 0', () => {
      const names = ['PUBLIC_URL', 'DATABASE_APP_URL', 'DATABASE_SYSTEM_URL', 'ENCRYPTION_KEY'];
      const settings = Object.fromEntries(names.map((name) => [name, 'x']));
      const { stdout, stderr } = runInImage(['pm2-runtime', '--version'], {
        ...containerEnvironment(),
        ...settings,
        DATABASE_URL: 'postgres://parley_owner@127.0.0.1:9/nowhere',
        PARLEY_MIGRATE: '0',
      });
      expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
    });
  });

  describe('its packages', () => {
    it('are those of the lock file', () => {
      const locked = lockedPackages();
      const wrong = packages().filter((path) => versionOf(path) !== locked[path]?.version);
      expect(packages().length).toBeGreaterThan(100);
      expect(wrong).toEqual([]);
    });

    it('are all that the api, its libraries and the process manager depend on', () => {
      const needed = productionManifests().flatMap((manifest) => Object.keys(manifest.dependencies ?? {}));
      const there = packages();
      expect(needed.filter((name) => !there.includes(`node_modules/${name}`) && !isWorkspace(name))).toEqual(
        [],
      );
    });

    it('are none that only development needs: no compiler, test runner, Node or PostgreSQL from npm', () => {
      const production = productionManifests().flatMap((manifest) =>
        Object.keys(manifest.dependencies ?? {}),
      );
      const development = workspaces().flatMap((workspace) => {
        const { devDependencies, optionalDependencies } = readManifest(workspace);
        return Object.keys({ ...devDependencies, ...optionalDependencies });
      });
      const there = packages();
      expect(development).toContain('typescript');
      expect(
        development.filter((name) => !production.includes(name) && there.includes(`node_modules/${name}`)),
      ).toEqual([]);
    });

    it(`make it no bigger than ${SIZE_LIMIT_MB} MB`, () => {
      const bytes = files().reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
      expect(Math.round(bytes / 1e6)).toBeLessThan(SIZE_LIMIT_MB);
    });
  });

  describe('its files', () => {
    it('are no source maps, sources, tests, data or secrets', () => {
      const ours = files().filter((path) => !path.includes('node_modules/'));
      const unwanted = /\.tsx?$|spec\.js$|(^|\/)(\.env|\.git|\.parley|\.nx)|\.next\/cache|^apps\/simulator/;
      expect(ours.length).toBeGreaterThan(100);
      expect(ours.filter((path) => unwanted.test(path))).toEqual([]);
      expect(files().filter((path) => path.endsWith('.map'))).toEqual([]);
    });

    it('stay as they are while it runs, so that the root file system may be read-only', () => {
      expect(listing()).toEqual(asLaidOut);
    });
  });

  describe('the health check', () => {
    it('passes while it serves, fails once it has stopped', async () => {
      expect(runHealthCheck()).toBe(0);
      expect(await product.stop()).toBe(0);
      expect(runHealthCheck()).toBe(1);
    });
  });

  /** ENTRYPOINT and CMD, without tini, which is no part of the folder. */
  function startCommand(): string[] {
    const [entrypoint = ''] = commandOf('ENTRYPOINT').slice(-1);
    return [entrypoint.replace(/^\/app/, folder), ...commandOf('CMD')];
  }

  /** ENV of the Dockerfile, with the folder in the place of /app and the Node that runs this test. */
  function containerEnvironment(): Record<string, string> {
    const environment = imageEnvironment();
    const path = (environment['PATH'] ?? '').replaceAll('/app/', `${folder}/`);
    return {
      ...environment,
      PATH: [dirname(process.execPath), path].join(delimiter),
      PM2_HOME: join(dirname(folder), 'pm2'),
      STORAGE_FOLDER: join(dirname(folder), 'files'),
    };
  }

  /** What should end by itself is asked to end when it does not. */
  function runInImage(command: string[], environment: Record<string, string>) {
    const [entrypoint = ''] = startCommand();
    return spawnSync(entrypoint, command, {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
      timeout: COMMAND_TIMEOUT_MS,
    });
  }

  function runHealthCheck(): number | null {
    const [file = '', ...args] = healthCheckCommand();
    return spawnSync(file, args, { cwd: folder, env: product.environment }).status;
  }

  function files(): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  }

  function listing(): string[] {
    return files().map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    });
  }

  /** The installed packages, by path below the folder; what Next chose for the dashboard is Next's. */
  function packages(): string[] {
    const locked = lockedPackages();
    return files()
      .filter((path) => /(^|\/)node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(path))
      .map((path) => dirname(path))
      .filter((path) => !path.startsWith('apps/dashboard/') && !locked[path]?.link);
  }

  function versionOf(path: string): string {
    return (JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8')) as { version: string })
      .version;
  }
});

function workspaces(): string[] {
  return ['', ...Object.keys(lockedPackages()).filter((path) => path && !path.includes('node_modules/'))];
}

function isWorkspace(name: string): boolean {
  return workspaces().some((workspace) => readManifest(workspace).name === name);
}

function productionManifests() {
  return ['', 'apps/api', 'libs/whatsapp-cloud'].map(readManifest);
}
