import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../../platform/http/document-version';
import { ProblemDetails } from '../../platform/http/problem-details';
import { Operator } from '../../platform/http/route-access';
import { RequiresPermission } from '../roles/permission.decorator';
import { ShownTenant } from './tenant-settings.cache';
import { CreatedTenantDto, NewTenantDto, TenantDto, UpdateTenantDto } from './tenants.dto';
import { Caller, TenantsService } from './tenants.service';

@ApiTags('tenant')
@Controller('v1')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  @Get('tenant')
  @RequiresPermission('tenant.read')
  @ApiOkResponse({ type: TenantDto })
  async getTenant(): Promise<TenantDto> {
    return toDto(await this.tenants.current());
  }

  @Patch('tenant')
  @RequiresPermission('tenant.manage')
  @ApiOkResponse({ type: TenantDto })
  async updateTenant(@IfMatch() version: number | null, @Body() change: UpdateTenantDto): Promise<TenantDto> {
    return toDto(await this.tenants.change(change, version));
  }

  @Post('tenants')
  @Operator('A tenant costs what the installation has; who runs it decides.')
  @ApiCreatedResponse({ type: CreatedTenantDto })
  @ApiConflictResponse({ type: ProblemDetails, description: '`slug_taken`' })
  async createTenant(@Body() wanted: NewTenantDto): Promise<CreatedTenantDto> {
    return { ...(await this.tenants.createOwn(wanted)), role: 'owner' };
  }
}

function toDto({ tenant, caller }: { tenant: ShownTenant; caller: Caller }): TenantDto {
  const { id, slug, name, timeZone, language, unknownReplies, version, createdAt } = tenant;
  return {
    ...{ id, slug, name, timeZone, language, unknownReplies, version },
    createdAt: createdAt.toISOString(),
    me: {
      memberId: caller.membership?.id ?? null,
      role: caller.membership?.role ?? null,
      permissions: [...caller.permissions],
    },
  };
}
