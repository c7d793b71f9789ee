import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiProperty, ApiSchema, ApiTags } from '@nestjs/swagger';
import { notFound } from '../../kernel/problem';
import { AppDatabase } from '../../platform/database/database';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { ChannelActivityRepository } from './channel-activity.repository';

@ApiSchema({ name: 'ChannelActivity' })
class ChannelActivityDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: nobody has written.',
  })
  lastInboundAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: nothing was sent.' })
  lastOutboundAt: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description:
      "Milliseconds from when the newest received message was written until we had it. The provider's clock shows whole seconds.",
  })
  webhookLagMs: number | null;

  @ApiProperty({
    type: 'integer',
    description:
      'With how many people all numbers of the account have begun conversations in 24 hours: what `messagingLimit` limits.',
  })
  peopleBegun: number;
}

@ApiTags('channels')
@RequiresPermission('channels.read')
@Controller('v1/channels')
export class ChannelActivityController {
  constructor(
    private readonly app: AppDatabase,
    private readonly activity: ChannelActivityRepository,
  ) {}

  @Get(':channelId/activity')
  @ApiOkResponse({ type: ChannelActivityDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getChannelActivity(
    @Param('channelId', new ResourceIdPipe('channel')) id: string,
  ): Promise<ChannelActivityDto> {
    const found = await this.app.reading((transaction) => this.activity.of(transaction, id));
    if (found === null) throw notFound('channel');
    const { lastInboundAt, lastOutboundAt, webhookLagMs, peopleBegun } = found;
    return {
      lastInboundAt: lastInboundAt?.toISOString() ?? null,
      lastOutboundAt: lastOutboundAt?.toISOString() ?? null,
      webhookLagMs: webhookLagMs === null ? null : Math.round(webhookLagMs),
      peopleBegun,
    };
  }
}
