import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequiresPermission } from '../../tenancy';
import { AccountEventPageDto, AccountEventQuery, toAccountEventDto } from './account-events.dto';
import { AccountEventsService } from './account-events.service';

@ApiTags('channels')
@RequiresPermission('channels.read')
@Controller('v1/account-events')
export class AccountEventsController {
  constructor(private readonly events: AccountEventsService) {}

  @Get()
  @ApiOkResponse({ type: AccountEventPageDto, description: 'What the provider said of the account.' })
  async listAccountEvents(@Query() query: AccountEventQuery): Promise<AccountEventPageDto> {
    const { rows, nextCursor } = await this.events.list(query, query);
    return { data: rows.map(toAccountEventDto), nextCursor };
  }
}
