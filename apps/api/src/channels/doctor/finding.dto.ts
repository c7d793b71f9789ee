import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Finding, type Verdict } from '../provider/channel-provider';

export const VERDICTS = ['ok', 'warning', 'fault', 'unknown'] as const satisfies readonly Verdict[];

@ApiSchema({ name: 'ChannelFinding' })
export class FindingDto {
  @ApiProperty({ example: 'access_token', description: 'Names the part that was looked at: an open list.' })
  check: string;

  @ApiProperty({
    enum: VERDICTS,
    enumName: 'ChannelVerdict',
    description: '`unknown`: nobody could be asked, which says nothing about the part.',
  })
  verdict: Verdict;

  @ApiProperty({ description: 'In plain words.' })
  reason: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What to do; null where there is nothing to do.',
  })
  fix: string | null;
}

export const toFindingDto = ({ check, verdict, reason, fix }: Finding): FindingDto => ({
  check,
  verdict,
  reason,
  fix,
});
