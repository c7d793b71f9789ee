import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');
const MAX_LINES = 400;

const GENERATED = ['package-lock.json', 'libs/api-client/openapi.json', 'libs/api-client/src/schema.d.ts'];

/** Files of the tree that people write: neither generated nor ignored. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  .toString()
  .split('\n')
  .filter((file) => file !== '' && !GENERATED.some((name) => file.endsWith(name)));

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const code = files.filter((file) => /\.(ts|tsx|js|mjs|cjs|css)$/.test(file));

/** Packages that nothing imports by name, each with what needs it. */
const NEEDED_BY: Record<string, string> = {
  '@fastify/static@api': 'the docs page of @nestjs/swagger serves its files with it',
  'react-dom@dashboard': 'next renders with it',
  '@swc/core@root': 'the compiler behind @swc/jest',
};

describe('the conventions', () => {
  it(`keep every file within ${MAX_LINES} lines`, () => {
    const long = files
      .filter((file) => /\.(ts|tsx|js|mjs|cjs|css|sh|html)$/.test(file))
      .filter((file) => {
        return read(file).split('\n').length > MAX_LINES + 1;
      });
    expect(long).toEqual([]);
  });

  it('read the environment of the api in one place', () => {
    const readers = code.filter(
      (file) => file.startsWith('apps/api/src/') && read(file).includes('process.env'),
    );
    expect(readers).toEqual(['apps/api/src/platform/config/configuration.ts']);
  });

  it('leave no unfinished thought, no skipped test and no silenced rule', () => {
    // Written apart, so that this file does not find itself.
    const marks = new RegExp(
      [
        'TO' + 'DO',
        'FIX' + 'ME',
        '@ts-' + 'ignore',
        'eslint-' + 'disable',
        String.raw`\b(it|describe|test)\.(only|skip|todo)\b`,
      ].join('|'),
    );
    const marked = code.filter((file) => marks.test(read(file)));
    // What needs a redis-server is counted as skipped where there is none; CI fails on any skipped test.
    expect(marked).toEqual(['apps/api/test/support/redis.ts']);
  });

  it('give every folder a name that is not a drawer', () => {
    const drawers = /^(utils?|helpers?|common|shared|misc|lib|managers?|base|types|constants)$/;
    const folders = new Set(files.flatMap((file) => dirname(file).split('/')));
    expect([...folders].filter((folder) => drawers.test(folder))).toEqual([]);
  });

  it('name every controller, service, repository and cache by its file', () => {
    const wrong = code
      .filter((file) => /\.(controller|service|repository|entity|cache)\.ts$/.test(file))
      .filter((file) => {
        const words = basename(file, '.ts')
          .split(/[-.]/)
          .filter((word) => word !== 'entity');
        const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
        return !new RegExp(`export class ${name}\\b`).test(read(file));
      });
    expect(wrong).toEqual([]);
  });

  it('declare no dependency that nothing uses', () => {
    const unused = files
      .filter((file) => basename(file) === 'package.json')
      .flatMap((manifest) => unusedIn(manifest).map((name) => `${manifest}: ${name}`));
    expect(unused).toEqual([]);
  });
});

function unusedIn(manifest: string): string[] {
  const {
    dependencies = {},
    devDependencies = {},
    scripts = {},
  } = JSON.parse(read(manifest)) as Record<string, Record<string, string>>;
  const folder = dirname(manifest);
  const workspace = folder === '.' ? 'root' : basename(folder);
  const own = files.filter((file) => (folder === '.' ? isOfRoot(file) : file.startsWith(`${folder}/`)));
  const text = own
    .filter(
      (file) => /\.(ts|tsx|js|mjs|cjs|css|json|sh)$|Dockerfile$|\.ci\/run$/.test(file) && file !== manifest,
    )
    .map(read)
    .join('\n')
    .concat(Object.values(scripts).join('\n'));
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !name.startsWith('@types/') && !(`${name}@${workspace}` in NEEDED_BY))
    .filter((name) => !new RegExp(`(^|[^\\w@/-])${commandOf(name)}($|[^\\w-])`, 'm').test(text));
}

/** Root tools may be used from the root's files, the tools, and every test. */
function isOfRoot(file: string): boolean {
  return !file.includes('/') || file.startsWith('tools/') || /spec\.tsx?$/.test(file) || file === '.ci/run';
}

/** A package whose command has another name is used under that one. */
function commandOf(name: string): string {
  const commands: Record<string, string> = {
    typescript: '(typescript|tsc)',
    'dependency-cruiser': 'depcruise',
  };
  return commands[name] ?? name.replaceAll('.', '\\.');
}
