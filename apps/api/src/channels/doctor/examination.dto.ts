import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FindingDto } from './finding.dto';

@ApiSchema({ name: 'ChannelExamination' })
export class ExaminationDto {
  @ApiProperty({ type: [FindingDto], description: 'In the order in which things are to be put right.' })
  findings: FindingDto[];
}
