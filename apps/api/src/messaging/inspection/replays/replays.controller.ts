import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../../../platform/http/page';
import { ProblemDetails } from '../../../platform/http/problem-details';
import { ResourceIdPipe } from '../../../platform/http/resource-id.pipe';
import { Operator, RecentSignIn } from '../../../platform/http/route-access';
import { NewReplayDto, ReplayDto, ReplayPageDto } from './replays.dto';
import { ReplaysService } from './replays.service';

@ApiTags('operator')
@Operator('Dead letters are of every tenant, or of none.')
@Controller('v1/operator/replays')
export class ReplaysController {
  constructor(private readonly replays: ReplaysService) {}

  @Post()
  @RecentSignIn()
  @ApiCreatedResponse({
    type: ReplayDto,
    description: 'Recorded in the audit trail of every tenant whose letters are in it.',
  })
  @ApiConflictResponse({ type: ProblemDetails, description: '`nothing_to_replay`: no such letter waits.' })
  startReplay(@Body() wanted: NewReplayDto): Promise<ReplayDto> {
    return this.replays.start(wanted);
  }

  @Get()
  @ApiOkResponse({ type: ReplayPageDto })
  listReplays(@Query() query: PageQuery): Promise<ReplayPageDto> {
    return this.replays.list(query);
  }

  @Get(':replayId')
  @ApiOkResponse({ type: ReplayDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  getReplay(@Param('replayId', new ResourceIdPipe('replay')) id: string): Promise<ReplayDto> {
    return this.replays.get(id);
  }
}
