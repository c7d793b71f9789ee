import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(__dirname, '..');

describe('a crash point', () => {
  let kill: jest.SpyInstance;

  beforeEach(() => {
    jest.resetModules();
    kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  });
  afterEach(() => kill.mockRestore());

  const load = () => import('./crash-points.js');

  it('is passed without a trace unless a test arms it', async () => {
    const { CRASH_POINTS, crashPoint } = await load();
    for (const point of CRASH_POINTS) crashPoint(point);
    expect(kill).not.toHaveBeenCalled();
  });

  it('kills the process at the passing that was asked for, and at no other point', async () => {
    const { armCrashPoint, crashPoint } = await load();
    armCrashPoint('apply.claimed:3');
    crashPoint('apply.claimed');
    crashPoint('apply.before-commit');
    crashPoint('apply.claimed');
    expect(kill).not.toHaveBeenCalled();
    crashPoint('apply.claimed');
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGKILL']]);
  });

  it('kills at the first passing when no number is given', async () => {
    const { armCrashPoint, crashPoint } = await load();
    armCrashPoint('receive.verified');
    crashPoint('receive.verified');
    expect(kill).toHaveBeenCalledTimes(1);
  });

  it.each(['apply.nowhere:1', 'apply.claimed:0', 'apply.claimed:x', 'apply.claimed:-1', ''])(
    'cannot be %j',
    async (words) => {
      const { armCrashPoint } = await load();
      expect(() => armCrashPoint(words)).toThrow(`There is no crash point "${words}".`);
    },
  );
});

describe('the list of crash points', () => {
  it('names those that the code passes, each of them, and no others', async () => {
    const { CRASH_POINTS } = await import('./crash-points.js');
    const passed = new Set(
      sourceFiles(SOURCES).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\bcrashPoint\('([^']+)'\)/g)].map(([, name]) => name),
      ),
    );
    expect([...passed].sort()).toEqual([...CRASH_POINTS].sort());
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => name.endsWith('.ts') && !name.endsWith('spec.ts') && !name.endsWith('kernel/crash-points.ts'),
    )
    .map((name) => join(folder, name));
}
