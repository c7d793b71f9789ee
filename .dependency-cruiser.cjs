// The arrows of the house (docs/architecture.md), checked on every lint.
// kernel <- platform <- {tenancy, access} <- channels <- messaging <- {adapters, templates, onboarding} <- composition <- entry points

const SRC = '^apps/api/src';
const TESTS = '\\.(spec|integration-spec|journey-spec|contract)\\.tsx?$';

/** `layer` may import itself and `below`, and nothing else of the api. */
const arrow = (layer, below) => ({
  name: `${layer}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `${SRC}/${layer}/`, pathNot: TESTS },
  to: { path: `${SRC}/`, pathNot: [layer, ...below].map((name) => `${SRC}/${name}/`) },
});

/** What a slice shows is its index; from inside, that index is not imported. */
const slice = (folder) => [
  {
    name: `${folder}-is-reached-through-its-index`,
    severity: 'error',
    from: { path: `${SRC}/`, pathNot: [`${SRC}/${folder}/`, TESTS] },
    to: { path: `${SRC}/${folder}/`, pathNot: '/index\\.ts$' },
  },
  {
    name: `${folder}-does-not-import-its-own-index`,
    severity: 'error',
    from: { path: `${SRC}/${folder}/` },
    to: { path: `${SRC}/${folder}/.*index\\.ts$` },
  },
];

module.exports = {
  forbidden: [
    arrow('kernel', []),
    arrow('platform', ['kernel']),
    arrow('tenancy', ['kernel', 'platform']),
    arrow('access', ['kernel', 'platform', 'tenancy']),
    arrow('channels', ['kernel', 'platform', 'tenancy', 'access']),
    arrow('messaging', ['kernel', 'platform', 'tenancy', 'access', 'channels']),
    arrow('templates', ['kernel', 'platform', 'tenancy', 'access', 'channels', 'messaging']),
    arrow('onboarding', ['kernel', 'platform', 'tenancy', 'access', 'channels', 'messaging']),
    {
      name: 'an-adapter-knows-no-other-adapter',
      severity: 'error',
      from: { path: `${SRC}/adapters/([^/]+)/` },
      to: { path: `${SRC}/adapters/`, pathNot: `${SRC}/adapters/$1/` },
    },
    {
      name: 'only-the-composition-names-adapters',
      severity: 'error',
      from: { path: `${SRC}/`, pathNot: [`${SRC}/adapters/`, `${SRC}/composition\\.ts$`] },
      to: { path: `${SRC}/adapters/` },
    },
    ...['tenancy', 'access', 'channels', 'messaging', 'templates', 'onboarding', 'adapters'].flatMap(slice),
    {
      name: 'typeorm-stays-in-repositories',
      severity: 'error',
      from: {
        path: `${SRC}/`,
        pathNot: ['\\.(entity|repository)\\.ts$', `${SRC}/platform/database/`],
      },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: [TESTS, '^apps/(api|e2e)/(test|src/support)/', '^apps/e2e/'] },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'every-import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'every-package-is-declared',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src/', pathNot: [TESTS, '^apps/e2e/'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.next|coverage)/' },
    tsPreCompilationDeps: true,
    // The dashboard's, since it alone has path aliases.
    tsConfig: { fileName: 'apps/dashboard/tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // The sources of our own libs, so that nothing needs to be built first.
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
