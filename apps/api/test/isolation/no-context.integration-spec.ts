import { DataSource } from 'typeorm';
import { MissingTenant } from '../../src/kernel/context';
import { AppDatabase, SystemDatabase } from '../../src/platform/database/database';
import { createTestDatabase, TestDatabase } from '../support/test-database';
import { repositoryMethods, RepositoryMethod, tablesOf } from './repositories';
import { tenantTables } from './schema-audit';

describe('without a tenant', () => {
  const methods = repositoryMethods();
  let database: TestDatabase;
  let tables: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    tables = await tenantTables(database);
  });
  afterAll(() => database.drop());

  it.each(
    methods.map((method): [string, string, RepositoryMethod] => [method.className, method.name, method]),
  )(
    '%s.%s reads and writes nothing of a tenant, or says that it does so across tenants',
    async (_class, name, method) => {
      if (name.includes('AcrossTenants') || tablesOf(method, tables).length === 0) return;
      expect(await outcomeOf(method)).toBe('MissingTenant');
    },
  );

  it('most methods are about tenants, so that this says something', () => {
    const about = methods.filter((method) => tablesOf(method, tables).length > 0);
    expect(about.length).toBeGreaterThan(20);
    expect(about.length).toBeLessThan(methods.length);
  });
});

/** Calls the method with stand-ins, outside of any context. */
async function outcomeOf({
  file,
  className,
  name,
  parameters,
  dependencies,
}: RepositoryMethod): Promise<string> {
  const module = (await import(file)) as Record<string, new (...of: unknown[]) => Record<string, unknown>>;
  const Repository = module[className];
  if (Repository === undefined) throw new Error(`${className} is not exported.`);
  const repository = new Repository(...dependencies.map(standInFor));
  try {
    await (repository[name] as (...of: unknown[]) => unknown)(...parameters.map(standInFor));
    return 'it went through';
  } catch (error) {
    return error instanceof MissingTenant ? 'MissingTenant' : String(error);
  }
}

function standInFor(type: string): unknown {
  if (type === 'AppDatabase') return new AppDatabase(untouchable as DataSource);
  if (/^\w*Database$/.test(type)) return new SystemDatabase(untouchable as DataSource);
  return type === 'Transaction' ? untouchable : anything;
}

/** Whoever calls any method of it has gone too far. */
const untouchable: unknown = new Proxy(() => undefined, {
  get: () => untouchable,
  apply: () => {
    throw new Error('touched the database');
  },
});

/** An argument of whatever shape: every property is one more of its kind, and lists of it are empty. */
const anything: unknown = new Proxy(() => undefined, {
  get: (_target, property) => {
    if (property === Symbol.iterator) return [][Symbol.iterator].bind([]);
    if (property === Symbol.toPrimitive) return () => '';
    return property === 'then' ? undefined : anything;
  },
  apply: () => anything,
});
