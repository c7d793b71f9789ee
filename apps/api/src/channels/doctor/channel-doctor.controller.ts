import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { ChannelDoctorService } from './channel-doctor.service';
import { ExaminationDto } from './examination.dto';
import { toFindingDto } from './finding.dto';

@ApiTags('channels')
@RequiresPermission('channels.manage')
@Controller('v1/channels')
export class ChannelDoctorController {
  constructor(private readonly doctor: ChannelDoctorService) {}

  @Post(':channelId/doctor')
  @HttpCode(200)
  @ApiOkResponse({ type: ExaminationDto, description: 'Nothing is changed, whatever is found.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async examineChannel(
    @Param('channelId', new ResourceIdPipe('channel')) id: string,
  ): Promise<ExaminationDto> {
    const { findings } = await this.doctor.examine(id);
    return { findings: findings.map(toFindingDto) };
  }
}
