import { productionPackages, type Lock } from './production-packages.ts';

const lock: Lock = {
  '': { dependencies: { runner: '1' } },
  'apps/api': {
    dependencies: { '@house/client': '1', server: '2' },
    optionalDependencies: { here: '1', elsewhere: '1' },
  },
  'apps/other': { dependencies: { unrelated: '1' } },
  'libs/client': { dependencies: { wire: '1' } },
  'libs/client/node_modules/wire': {},
  'node_modules/@house/client': { link: true, resolved: 'libs/client' },
  'node_modules/compiler': {},
  'node_modules/here': {},
  'node_modules/peer': {},
  'node_modules/runner': { dependencies: { wire: '2' } },
  'node_modules/server': {
    dependencies: { wire: '2', runner: '1' },
    peerDependencies: { peer: '1', compiler: '1' },
    peerDependenciesMeta: { compiler: { optional: true } },
  },
  'node_modules/unrelated': {},
  'node_modules/wire': {},
};

describe('the packages that production needs', () => {
  it('are the dependencies of the roots, through links, at the place where Node finds them', () => {
    expect(productionPackages(lock, ['apps/api'])).toEqual([
      'apps/api',
      'libs/client',
      'libs/client/node_modules/wire',
      'node_modules/@house/client',
      'node_modules/here',
      'node_modules/peer',
      'node_modules/runner',
      'node_modules/server',
      'node_modules/wire',
    ]);
  });

  it('of the repository itself are only its own', () => {
    expect(productionPackages(lock, [''])).toEqual(['', 'node_modules/runner', 'node_modules/wire']);
  });

  it('are refused when the lock file lacks one', () => {
    expect(() => productionPackages({ 'apps/api': { dependencies: { gone: '1' } } }, ['apps/api'])).toThrow(
      'package-lock.json lacks gone, which "apps/api" needs',
    );
  });
});
