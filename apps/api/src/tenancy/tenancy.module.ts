import { Module } from '@nestjs/common';
import { AuditTrail } from './audit/audit-trail';
import { InvitationDelivery } from './invitations/invitation-delivery';
import { InvitationsController } from './invitations/invitations.controller';
import { InvitationsRepository } from './invitations/invitations.repository';
import { InvitationsService } from './invitations/invitations.service';
import { MemberChanges } from './members/member-changes';
import { MembersController } from './members/members.controller';
import { MembersRepository } from './members/members.repository';
import { MembersService } from './members/members.service';
import { RolesController } from './roles/roles.controller';
import { TenantsController } from './tenants/tenants.controller';
import { TenantsRepository } from './tenants/tenants.repository';
import { TenantsService } from './tenants/tenants.service';

@Module({
  controllers: [TenantsController, RolesController, MembersController, InvitationsController],
  providers: [
    TenantsService,
    TenantsRepository,
    MembersService,
    MembersRepository,
    MemberChanges,
    InvitationsService,
    InvitationsRepository,
    InvitationDelivery,
    AuditTrail,
  ],
  exports: [AuditTrail, InvitationsService, MemberChanges, TenantsRepository, TenantsService],
})
export class TenancyModule {}
