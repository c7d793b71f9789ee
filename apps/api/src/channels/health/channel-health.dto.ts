import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TROUBLE_CODES, type TroubleCode } from '../provider/provider-trouble';
import { ChannelHealth } from './channel-health.service';

@ApiSchema({ name: 'ChannelTrouble' })
export class ChannelTroubleDto {
  @ApiProperty({ enum: TROUBLE_CODES, enumName: 'ChannelTroubleCode' })
  code: TroubleCode;

  @ApiProperty({ description: "The provider's own words, or ours." })
  reason: string;

  @ApiProperty({ type: String, nullable: true, example: '190', description: "The provider's own code." })
  providerCode: string | null;
}

@ApiSchema({ name: 'ChannelFacts' })
class ChannelFactsDto {
  @ApiProperty({ type: String, nullable: true, example: 'CONNECTED' })
  state: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'GREEN' })
  quality: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Parley Demo' })
  displayName: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'TIER_2K',
    description: 'With how many people all numbers of the business may begin conversations in 24 hours.',
  })
  messagingLimit: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'STANDARD' })
  throughput: string | null;
}

@ApiSchema({ name: 'ChannelHealth' })
export class ChannelHealthDto {
  @ApiProperty({ description: 'The provider took the access token at `lastCheck`, and the number can send.' })
  healthy: boolean;

  @ApiProperty()
  message: string;

  @ApiProperty({ type: ChannelTroubleDto, nullable: true, description: 'Null where it is healthy.' })
  trouble: ChannelTroubleDto | null;

  @ApiProperty({ type: ChannelFactsDto, nullable: true, description: 'In the words of the provider.' })
  facts: ChannelFactsDto | null;

  @ApiProperty({ format: 'date-time', description: 'In UTC; for a minute nobody is asked again.' })
  lastCheck: string;
}

export function toChannelHealthDto({
  trouble,
  facts,
  lastCheck,
  ...health
}: ChannelHealth): ChannelHealthDto {
  return {
    ...health,
    trouble:
      trouble === null
        ? null
        : { code: trouble.code, reason: trouble.reason, providerCode: trouble.providerCode },
    facts: facts === null ? null : { ...facts },
    lastCheck,
  };
}
