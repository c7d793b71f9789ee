import { Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequiresPermission } from '../tenancy';
import { ChecklistDto } from './checklist.dto';
import { ChecklistService } from './checklist.service';

@ApiTags('checklist')
@Controller('v1/checklist')
export class ChecklistController {
  constructor(private readonly checklists: ChecklistService) {}

  @Get()
  @RequiresPermission('tenant.read')
  @ApiOkResponse({ type: ChecklistDto })
  getChecklist(): Promise<ChecklistDto> {
    return this.checklists.get();
  }

  @Put('dismissal')
  @RequiresPermission('tenant.manage')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'It is put away for everyone of the tenant.' })
  async dismissChecklist(): Promise<void> {
    await this.checklists.dismiss();
  }
}
