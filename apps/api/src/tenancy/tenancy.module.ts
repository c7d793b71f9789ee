import { Module } from '@nestjs/common';
import { MailModule } from '../platform/mail/mail.module';
import { AuditEventsRepository } from './audit/audit-events.repository';
import { AuditExport } from './audit/audit-export';
import { AuditTrail } from './audit/audit-trail';
import { AuditVerification } from './audit/audit-verification';
import { AuditController } from './audit/audit.controller';
import { AuditService } from './audit/audit.service';
import { CacheController } from './cache/cache.controller';
import { CacheService } from './cache/cache.service';
import { InvitationDelivery } from './invitations/invitation-delivery';
import { InvitationLimits } from './invitations/invitation-limits';
import { InvitationsController } from './invitations/invitations.controller';
import { InvitationsRepository } from './invitations/invitations.repository';
import { InvitationsService } from './invitations/invitations.service';
import { MemberChanges } from './members/member-changes';
import { MembersController } from './members/members.controller';
import { MembersRepository } from './members/members.repository';
import { MembersService } from './members/members.service';
import { NoticesController } from './notices/notices.controller';
import { NoticesRepository } from './notices/notices.repository';
import { NoticesService } from './notices/notices.service';
import { RolesController } from './roles/roles.controller';
import { TenantsController } from './tenants/tenants.controller';
import { TenantSettingsCache } from './tenants/tenant-settings.cache';
import { TenantsRepository } from './tenants/tenants.repository';
import { TenantsService } from './tenants/tenants.service';

@Module({
  imports: [MailModule],
  controllers: [
    TenantsController,
    RolesController,
    MembersController,
    NoticesController,
    InvitationsController,
    AuditController,
    CacheController,
  ],
  providers: [
    TenantsService,
    TenantsRepository,
    TenantSettingsCache,
    MembersService,
    MembersRepository,
    MemberChanges,
    NoticesService,
    NoticesRepository,
    InvitationsService,
    InvitationsRepository,
    InvitationDelivery,
    InvitationLimits,
    AuditTrail,
    AuditEventsRepository,
    AuditService,
    AuditExport,
    AuditVerification,
    CacheService,
  ],
  exports: [AuditTrail, InvitationsService, MemberChanges, NoticesService, TenantsRepository, TenantsService],
})
export class TenancyModule {}
