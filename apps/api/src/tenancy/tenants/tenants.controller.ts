import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequiresPermission } from '../roles/permission.decorator';
import { TenantDto } from './tenants.dto';
import { TenantsRepository } from './tenants.repository';

@ApiTags('tenant')
@Controller('v1/tenant')
export class TenantsController {
  constructor(private readonly tenants: TenantsRepository) {}

  @Get()
  @RequiresPermission('tenant.read')
  @ApiOkResponse({ type: TenantDto })
  async getTenant(): Promise<TenantDto> {
    const { id, slug, name } = await this.tenants.current();
    return { id, slug, name };
  }
}
