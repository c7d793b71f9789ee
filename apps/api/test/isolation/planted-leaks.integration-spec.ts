import { Pool } from 'pg';
import { ManagementGraph } from '../support/management-graph';
import { Product } from '../support/product';
import { createTestDatabase, TestDatabase } from '../support/test-database';
import { PlantedController, SEES_ALL, UndeclaredController } from './planted-leaks';
import { Proof, proveIsolation } from './proof/prove-isolation';
import { schemaFaults } from './schema-audit';

const CHANGED = 'changes nothing of the other tenant';
const TOLD = expect.stringMatching(/^tells nothing of the other tenant/) as string;
const AN_ID = expect.stringMatching(/^an id of the other tenant as .* is answered like one that/) as string;

describe('the isolation proof', () => {
  let graph: ManagementGraph;
  let product: Product;
  let pool: Pool;
  let proof: Proof;

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create({ ...graph.settings, RATE_LIMIT_PER_MINUTE: '1000000' });
    const superuser = new URL(String(process.env['TEST_POSTGRES_URL']));
    superuser.pathname = product.database.name;
    pool = new Pool({ connectionString: superuser.href, max: 2 });
    const app = await product.startApi({
      controllers: [PlantedController],
      providers: [{ provide: SEES_ALL, useValue: pool }],
    });
    proof = await proveIsolation(product, app, ({ id }) => id.startsWith('planted'));
  });
  afterAll(async () => {
    await pool.end();
    await product.stop();
    await graph.stop();
  });

  const rulesBrokenBy = (operation: string) => [
    ...new Set(proof.findings.filter((found) => found.operation === operation).map(({ rule }) => rule)),
  ];

  it('finds nothing in a route that keeps to its tenant', () => {
    expect(rulesBrokenBy('plantedHonest')).toEqual([]);
  });

  it('finds a query that forgets the tenant, by a role that sees all', () => {
    expect(rulesBrokenBy('plantedForgetful')).toEqual(expect.arrayContaining([TOLD, AN_ID]));
  });

  it('finds a list of everybody', () => {
    const rules = rulesBrokenBy('plantedList');
    expect(rules.length).toBeGreaterThan(0);
    expect(rules).toEqual(rules.map(() => TOLD));
  });

  it('finds a change of what is not ours', () => {
    expect(rulesBrokenBy('plantedRename')).toEqual(expect.arrayContaining([CHANGED]));
  });

  it('finds a cache whose key lacks the tenant', () => {
    expect(rulesBrokenBy('plantedCached')).toEqual(expect.arrayContaining([TOLD, AN_ID]));
  });

  it('finds an answer that differs for an id that somebody else has', () => {
    expect(rulesBrokenBy('plantedOracle')).toEqual([AN_ID]);
  });

  it('finds a route that takes the word of the caller for the tenant', () => {
    expect(rulesBrokenBy('plantedGullible')).toEqual(
      expect.arrayContaining([
        'the name of the other tenant in the header is answered like one that does not exist',
      ]),
    );
  });
});

describe('a route that says not whom it is for', () => {
  it('keeps the process from starting, by name', async () => {
    const product = await Product.create();
    try {
      await expect(product.startApi({ controllers: [UndeclaredController] })).rejects.toThrow(
        'Say who may call UndeclaredController.plantedUndeclared: @RequiresPermission',
      );
    } finally {
      await product.stop();
    }
  });
});

const TABLE = `
  CREATE TABLE planted (tenant_id uuid NOT NULL, id uuid NOT NULL, contact_id uuid, PRIMARY KEY (tenant_id, id));`;
const SECURED = `${TABLE}
  ALTER TABLE planted ENABLE ROW LEVEL SECURITY;
  ALTER TABLE planted FORCE ROW LEVEL SECURITY;`;
const FOR_SYSTEM = `
  CREATE POLICY tenants_isolation ON planted TO parley_system
    USING (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL)
    WITH CHECK (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL);`;
const ISOLATED = `${SECURED} ${FOR_SYSTEM}
  CREATE POLICY tenant_isolation ON planted TO parley_app
    USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());`;

/** What is wrong, how it comes about, and what the audit must say. */
const FAULTS: [string, string, string][] = [
  [
    'a foreign key without the tenant',
    `${ISOLATED} ALTER TABLE contact ADD UNIQUE (id);
     ALTER TABLE planted ADD FOREIGN KEY (contact_id) REFERENCES contact (id);`,
    'a row with a tenant refers to rows of that tenant alone: tenant_id to tenant_id, first on both sides: planted.planted_contact_id_fkey',
  ],
  [
    'a foreign key that crosses over',
    `${ISOLATED} ALTER TABLE planted ADD FOREIGN KEY (contact_id, tenant_id) REFERENCES contact (tenant_id, id);`,
    'a row with a tenant refers to rows of that tenant alone: tenant_id to tenant_id, first on both sides: planted.planted_contact_id_tenant_id_fkey',
  ],
  [
    'a unique index without the tenant',
    `${ISOLATED} CREATE UNIQUE INDEX planted_contact ON planted (contact_id);`,
    'primary and unique keys, also those that are only indexes, lead with the tenant: planted_contact',
  ],
  ['a table without row-level security', TABLE, 'row-level security is enabled and forced: planted'],
  [
    'row-level security that its owner passes by',
    `${ISOLATED} ALTER TABLE planted NO FORCE ROW LEVEL SECURITY;`,
    'row-level security is enabled and forced: planted',
  ],
  [
    'a policy that does not hold for writing',
    `${SECURED} ${FOR_SYSTEM} CREATE POLICY tenant_isolation ON planted TO parley_app
       USING (tenant_id = current_tenant()) WITH CHECK (true);`,
    'a policy lets parley_app read and write the rows of the current tenant alone: planted',
  ],
  [
    'a table without a tenant',
    `CREATE TABLE planted (id uuid PRIMARY KEY);`,
    'a tenant table has tenant_id, as a uuid and never null: planted',
  ],
  [
    'a view of its owner',
    `CREATE VIEW planted AS SELECT * FROM contact;`,
    'no view shows more than its reader may see: planted',
  ],
  [
    'a materialized view',
    `CREATE MATERIALIZED VIEW planted AS SELECT * FROM contact;`,
    'no view shows more than its reader may see: planted',
  ],
  [
    'a function with the power of its owner',
    `CREATE FUNCTION planted() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';`,
    'no function runs with more power than its caller: planted()',
  ],
  [
    'a table that can be emptied',
    `GRANT TRUNCATE ON contact TO parley_app;`,
    'the serving roles may read and write rows, and nothing beyond, and pass nothing on: contact: TRUNCATE to parley_app',
  ],
  [
    'a table that is open to every role',
    `GRANT SELECT ON contact TO PUBLIC;`,
    'nobody but the serving roles was granted anything: contact to PUBLIC',
  ],
];

describe('the audit of the schema', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it.each(FAULTS)('finds %s', async (_what, planted, fault) => {
    await database.query(planted);
    expect(await schemaFaults(database)).toContain(fault);
  });

  it('finds nothing in a table that is as the others are', async () => {
    await database.query(`${ISOLATED} GRANT SELECT, INSERT ON planted TO parley_app;
      ALTER TABLE planted ADD FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id);`);
    expect(await schemaFaults(database)).toEqual([]);
  });
});
