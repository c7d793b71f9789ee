import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { ChannelNewsDto, toNewsItemDto } from './channel-news.dto';
import { ChannelNewsService } from './channel-news.service';
import { inForce } from './told';

const MOST_SHOWN = 50;

@ApiTags('channels')
@RequiresPermission('channels.read')
@Controller('v1/channels')
export class ChannelNewsController {
  constructor(private readonly news: ChannelNewsService) {}

  @Get(':channelId/news')
  @ApiOkResponse({
    type: ChannelNewsDto,
    description: 'What the provider told of the number; nobody is asked.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getChannelNews(
    @Param('channelId', new ResourceIdPipe('channel')) id: string,
  ): Promise<ChannelNewsDto> {
    const news = await this.news.of(id);
    return {
      inForce: inForce(news, Date.now()).map(toNewsItemDto),
      history: news.toReversed().slice(0, MOST_SHOWN).map(toNewsItemDto),
    };
  }
}
