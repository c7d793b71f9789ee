import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from './install-stamp.mjs';
import { ensureInstalled } from './install.mjs';

describe('installing the packages', () => {
  let root: string;
  const never = new AbortController().signal;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-install-'));
    const about = { name: 'empty', version: '1.0.0' };
    writeFileSync(join(root, 'package.json'), JSON.stringify(about));
    const packages = { '': about };
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ ...about, lockfileVersion: 3, requires: true, packages }),
    );
    mkdirSync(join(root, 'node_modules'));
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
  });

  it('is done once, and again after package-lock.json changed', async () => {
    expect(isInstalled(root)).toBe(false);
    await ensureInstalled(root, never);
    expect(isInstalled(root)).toBe(true);

    const about = { name: 'empty', version: '1.0.1' };
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ ...about, lockfileVersion: 3, packages: { '': about } }),
    );
    expect(isInstalled(root)).toBe(false);
  });

  it('is done by one of two that start at once', async () => {
    await Promise.all([ensureInstalled(root, never), ensureInstalled(root, never)]);
    expect(isInstalled(root)).toBe(true);
    const said = jest.mocked(process.stderr.write).mock.calls.map(([text]) => String(text));
    expect(said.filter((line) => line.startsWith('Packages installed'))).toHaveLength(1);
  });

  it('fails with one clear line when package.json asks for what is not locked', async () => {
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ name: 'empty', version: '1.0.0', dependencies: { pg: '8.23.1' } }),
    );
    await expect(ensureInstalled(root, never)).rejects.toThrow(
      /^package\.json and package-lock\.json do not agree/,
    );
    expect(isInstalled(root)).toBe(false);
  });
});
