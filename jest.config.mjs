// NestJS 12 is ESM-only; Jest 30 runs CommonJS, so those packages are compiled on the way in.
const typescript = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
const javascript = {
  jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
};
const esmOnly = [
  '@nestjs',
  'uuid',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'openapi-fetch',
  'content-disposition',
  '@fastify/cookie',
  'cookie',
];

/** One Jest project per test size. A file's name says its size: x.spec.ts, x.integration-spec.ts, x.journey-spec.ts. */
const size = (displayName, pattern, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/{apps,libs,tools}/**/${pattern}.ts`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.next/'],
  modulePathIgnorePatterns: ['/dist/', '/.next/', '<rootDir>/.parley/'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', typescript],
    '^.+\\.m?js$': ['@swc/jest', javascript],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@parley/(whatsapp-cloud|api-client)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  ...extra,
});

export default {
  // Jest knows one limit for all projects; a unit test that needs it has a fault of another kind.
  testTimeout: 120_000,
  projects: [
    size('unit', '*.spec'),
    size('integration', '*.integration-spec'),
    size('journeys', '*.journey-spec', {
      globalSetup: '<rootDir>/apps/e2e/src/support/set-up.ts',
      globalTeardown: '<rootDir>/apps/e2e/src/support/tear-down.ts',
    }),
  ],
};
