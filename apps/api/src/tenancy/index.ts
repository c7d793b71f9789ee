export { TenancyModule } from './tenancy.module';
export { AuditTrail } from './audit/audit-trail';
export { RequiresPermission } from './roles/permission.decorator';
export { PERMISSIONS, SCOPES, type Permission } from './roles/permissions';
export { permissionsOf, roleHolds, ROLES, rolesHolding, type Role } from './roles/roles';
export { Tenant } from './tenants/tenant.entity';
export { TenantsRepository } from './tenants/tenants.repository';
