import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../../../..');
const CRUISER = join(ROOT, 'node_modules/.bin/depcruise');

/** Files of a planted house, and the rule that must find the fault in it. */
const FAULTS: [string, Record<string, string>, string][] = [
  [
    'the kernel importing the platform',
    {
      'apps/api/src/kernel/ids.ts': `import '../platform/clock';`,
      'apps/api/src/platform/clock.ts': '',
    },
    'kernel-imports-only-what-is-below',
  ],
  [
    'the platform importing a slice',
    {
      'apps/api/src/platform/queue/queue.ts': `import '../../tenancy';`,
      'apps/api/src/tenancy/index.ts': '',
    },
    'platform-imports-only-what-is-below',
  ],
  [
    'messaging importing an adapter',
    {
      'apps/api/src/messaging/index.ts': `import '../adapters/whatsapp';`,
      'apps/api/src/adapters/whatsapp/index.ts': '',
    },
    'only-the-composition-names-adapters',
  ],
  [
    'one adapter importing another',
    {
      'apps/api/src/adapters/discord/index.ts': `import '../whatsapp';`,
      'apps/api/src/adapters/whatsapp/index.ts': '',
    },
    'an-adapter-knows-no-other-adapter',
  ],
  [
    'a slice reached past its index',
    {
      'apps/api/src/messaging/index.ts': `import '../channels/channels.service';`,
      'apps/api/src/channels/channels.service.ts': '',
    },
    'channels-is-reached-through-its-index',
  ],
  [
    'a service importing typeorm',
    { 'apps/api/src/channels/channels.service.ts': `import 'typeorm';` },
    'typeorm-stays-in-repositories',
  ],
  [
    'a lib importing an app',
    {
      'libs/whatsapp-cloud/src/index.ts': `import '../../../apps/api/src/main';`,
      'apps/api/src/main.ts': '',
    },
    'libs-know-no-app',
  ],
  [
    'the dashboard importing the api',
    { 'apps/dashboard/src/page.ts': `import '../../api/src/main';`, 'apps/api/src/main.ts': '' },
    'apps-do-not-import-apps',
  ],
  [
    'a circle',
    { 'apps/api/src/kernel/a.ts': `import './b';`, 'apps/api/src/kernel/b.ts': `import './a';` },
    'no-circles',
  ],
];

describe('the arrows of the house', () => {
  let house: string;

  // Inside the project, so that a planted import of a package finds the real one.
  beforeEach(async () => {
    house = await mkdtemp(join(__dirname, '.planted-'));
  });
  afterEach(() => rm(house, { recursive: true }));

  it.each(FAULTS)('do not allow %s', async (_fault, files, rule) => {
    await plant(house, files);
    expect(await faultsIn(house)).toContain(rule);
  });

  it('allow a house without a fault', async () => {
    await plant(house, {
      'apps/api/src/messaging/index.ts': `import '../channels';`,
      'apps/api/src/channels/index.ts': `import '../platform/clock';`,
      'apps/api/src/platform/clock.ts': `import '../kernel/ids';`,
      'apps/api/src/kernel/ids.ts': '',
    });
    expect(await faultsIn(house)).toEqual([]);
  });
});

async function plant(house: string, files: Record<string, string>): Promise<void> {
  const all = {
    'apps/dashboard/tsconfig.json': '{}',
    'apps/dashboard/src/index.ts': '',
    'apps/api/package.json': '{"dependencies":{"typeorm":"*"}}',
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), content);
  }
}

/** The names of the rules that were broken. */
async function faultsIn(house: string): Promise<string[]> {
  const houses = ['apps', 'libs'].filter((folder) => existsSync(join(house, folder)));
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const arguments_ = ['--config', config, '--output-type', 'json', ...houses];
  const { stdout } = await promisify(execFile)(CRUISER, arguments_, { cwd: house, maxBuffer: 1e8 }).catch(
    (error: { stdout: string }) => error,
  );
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))];
}
