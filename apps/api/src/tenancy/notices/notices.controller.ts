import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequiresPermission } from '../roles/permission.decorator';
import { NoticesDto } from './notices.dto';
import { NoticesService } from './notices.service';

@ApiTags('members')
@RequiresPermission('tenant.read', { peopleOnly: true })
@Controller('v1/membership/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @ApiOkResponse({ type: NoticesDto, description: 'What the caller wants to be told by e-mail.' })
  getNotices(): Promise<NoticesDto> {
    return this.notices.get();
  }

  @Put()
  @ApiOkResponse({ type: NoticesDto })
  setNotices(@Body() wanted: NoticesDto): Promise<NoticesDto> {
    return this.notices.change(wanted);
  }
}
