import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../platform/http/problem-details';
import { ResourceIdPipe } from '../platform/http/resource-id.pipe';
import { RequiresPermission } from '../tenancy';
import { Channel } from './channel.entity';
import { ChannelDto, ChannelListDto, UpdateChannelDto } from './channels.dto';
import { ChannelsService } from './channels.service';

@ApiTags('channels')
@Controller('v1/channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  @Get()
  @RequiresPermission('channels.read')
  @ApiOkResponse({ type: ChannelListDto })
  async listChannels(): Promise<ChannelListDto> {
    return { data: (await this.channels.list()).map(toDto) };
  }

  @Patch(':channelId')
  @RequiresPermission('channels.manage')
  @ApiOkResponse({ type: ChannelDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async updateChannel(
    @Param('channelId', new ResourceIdPipe('channel')) channelId: string,
    @Body() change: UpdateChannelDto,
  ): Promise<ChannelDto> {
    return toDto(await this.channels.setEcho(channelId, change.echoEnabled));
  }
}

function toDto({ id, name, provider, address, echoEnabled }: Channel): ChannelDto {
  return { id, name, provider, displayPhoneNumber: address, echoEnabled };
}
