export { TenancyModule } from './tenancy.module';
export { Tenant } from './tenant.entity';
export { TenantsRepository } from './tenants.repository';
