import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { productionPackages, type Lock } from './production-packages.ts';

/** What serves, and pm2, which the root names. */
const ROOTS = ['', 'apps/api'];
const PROCESS_MANAGER = 'node_modules/pm2';
const FILES = ['ecosystem.config.js', 'docker-entrypoint.sh'];
const DASHBOARD = 'apps/dashboard/.next/standalone';
const NOT_FOR_PRODUCTION = /\.map$|\.[cm]?tsx?$|\.tsbuildinfo$/;

/**
 * Lays out all that the image holds in `target`, at the paths that it has in the built repository. The Dockerfile
 * copies this folder and adds nothing, so whoever starts from it starts what the image starts.
 */
function layOutImage(repository: string, target: string): void {
  if (existsSync(target)) throw new Error(`${target} exists already`);
  const lock = (JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as { packages: Lock })
    .packages;
  const copy = (path: string) => copyForProduction(repository, target, path);

  FILES.forEach(copy);
  copy(DASHBOARD);
  for (const path of productionPackages(lock, ROOTS)) {
    const entry = lock[path];
    if (path === '' || entry === undefined) continue;
    if (entry.link) link(target, path, entry.resolved ?? '');
    else if (!path.includes('node_modules/')) copyWorkspace(copy, path);
    // Of a package with one binary per platform, only this platform's is installed.
    else if (!entry.optional || existsSync(join(repository, path))) copy(path);
  }
  for (const [name, script] of Object.entries(lock[PROCESS_MANAGER]?.bin ?? {})) {
    link(target, `node_modules/.bin/${name}`, `${PROCESS_MANAGER}/${script}`);
  }
}

function copyWorkspace(copy: (path: string) => void, path: string): void {
  copy(`${path}/package.json`);
  copy(`${path}/dist`);
}

function copyForProduction(repository: string, target: string, path: string): void {
  const source = join(repository, path);
  if (!existsSync(source)) throw new Error(`${path} is missing: npm ci and npm run build come first`);
  cpSync(source, join(target, path), {
    recursive: true,
    verbatimSymlinks: true,
    // The packages inside a package are on the list for themselves; Next's own were chosen by Next.
    filter: (file) =>
      !NOT_FOR_PRODUCTION.test(file) &&
      (path === DASHBOARD || file === source || basename(file) !== 'node_modules'),
  });
}

/** A relative link, so that the folder can be moved. */
function link(target: string, path: string, to: string): void {
  const place = join(target, path);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(relative(dirname(place), join(target, to)), place);
}

const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('Usage: node tools/image/lay-out-image.ts <folder to make>\n');
  process.exitCode = 2;
} else {
  layOutImage(resolve(import.meta.dirname, '../..'), resolve(target));
}
