import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { ChannelHealthDto, toChannelHealthDto } from './channel-health.dto';
import { ChannelHealthService } from './channel-health.service';

@ApiTags('channels')
@RequiresPermission('channels.read')
@Controller('v1/channels')
export class ChannelHealthController {
  constructor(private readonly health: ChannelHealthService) {}

  @Get(':channelId/health')
  @ApiOkResponse({ type: ChannelHealthDto, description: 'Also where it is not healthy.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getChannelHealth(
    @Param('channelId', new ResourceIdPipe('channel')) id: string,
  ): Promise<ChannelHealthDto> {
    return toChannelHealthDto(await this.health.of(id));
  }
}
