import { Module } from '@nestjs/common';
import { AuditTrail } from './audit/audit-trail';
import { TenantsController } from './tenants/tenants.controller';
import { TenantsRepository } from './tenants/tenants.repository';

@Module({
  controllers: [TenantsController],
  providers: [AuditTrail, TenantsRepository],
  exports: [AuditTrail, TenantsRepository],
})
export class TenancyModule {}
