import { MigrationInterface, QueryRunner } from 'typeorm';

/** Says of what is cached whether it was written since. */
export class TenantCacheVersions1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A version for each thing that was ever written, and one without a name for everything of the tenant.
    await runner.query(`
      CREATE TABLE tenant_cache_version (
        tenant_id uuid NOT NULL REFERENCES tenant (id),
        entity text NOT NULL,
        id text NOT NULL,
        version uuid NOT NULL,
        PRIMARY KEY (tenant_id, entity, id)
      ) WITH (fillfactor = 50);
      ALTER TABLE tenant_cache_version ENABLE ROW LEVEL SECURITY;
      ALTER TABLE tenant_cache_version FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_isolation ON tenant_cache_version TO parley_app
        USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
      CREATE POLICY tenants_isolation ON tenant_cache_version TO parley_system
        USING (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL)
        WITH CHECK (array_position((SELECT current_tenants()), tenant_id) IS NOT NULL);
      GRANT SELECT, INSERT, UPDATE ON tenant_cache_version TO parley_app, parley_system;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tenant_cache_version');
  }
}
