import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../../../..');
const CLIENT = join(ROOT, 'libs/api-client');

/** To mend either: `npm run openapi`. */
describe('the OpenAPI document', () => {
  it('that is committed is the one that the api serves', async () => {
    const served = await output(process.execPath, [join(ROOT, 'apps/api/dist/cli.js'), 'openapi']);
    expect(JSON.parse(await readFile(join(CLIENT, 'openapi.json'), 'utf8'))).toEqual(JSON.parse(served));
  });

  it('is what the typed client was generated from', async () => {
    const generated = await output(process.execPath, [
      join(dirname(require.resolve('openapi-typescript/package.json', { paths: [CLIENT] })), 'bin/cli.js'),
      join(CLIENT, 'openapi.json'),
    ]);
    expect(await readFile(join(CLIENT, 'src/schema.d.ts'), 'utf8')).toBe(generated);
  });

  it('tells for every operation how it fails', async () => {
    const document = JSON.parse(await readFile(join(CLIENT, 'openapi.json'), 'utf8')) as OpenApi;
    const silent = Object.entries(document.paths)
      .filter(([path]) => !path.startsWith('/api/health'))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([verb, { responses }]) => ({ path, verb, responses })),
      )
      .filter(({ responses }) => !('default' in responses));
    expect(silent).toEqual([]);
  });
});

interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

async function output(command: string, options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, options, { maxBuffer: 1e7 });
  return stdout;
}
