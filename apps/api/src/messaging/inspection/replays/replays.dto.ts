import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsName } from '../../../platform/http/text-input';
import { REASON, Stage, STAGES } from '../dead-letters/dead-letters.dto';
import { IsTenantFilter } from '../tenant-name.dto';

export const ACTIONS = ['replay', 'discard'] as const;
export type ReplayAction = (typeof ACTIONS)[number];

export const MAX_RATE_PER_SECOND = 50;
export const DEFAULT_RATE_PER_SECOND = 20;

/** Of letters that wait: all that match everything that is given. */
@ApiSchema({ name: 'DeadLetterFilter' })
export class DeadLetterFilterDto {
  @ApiPropertyOptional({ enum: STAGES, enumName: 'DeadLetterStage' })
  @IsOptional()
  @IsIn(STAGES)
  stage?: Stage;

  @ApiPropertyOptional({ example: 'unknown_channel', maxLength: 60 })
  @IsOptional()
  @Matches(REASON)
  reason?: string;

  @IsTenantFilter()
  tenantSlug?: string;
}

/** Which letters: either by their ids or by a filter. */
@ApiSchema({ name: 'NewReplay' })
export class NewReplayDto {
  @ApiProperty({ enum: ACTIONS, enumName: 'ReplayAction' })
  @IsIn(ACTIONS)
  action: ReplayAction;

  @ApiPropertyOptional({ type: [String], format: 'uuid', minItems: 1, maxItems: 100 })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  deadLetterIds?: string[];

  @ApiPropertyOptional({
    type: DeadLetterFilterDto,
    description: 'At most 50,000 letters, the oldest first. To discard, it must name something.',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => DeadLetterFilterDto)
  filter?: DeadLetterFilterDto;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_RATE_PER_SECOND,
    default: DEFAULT_RATE_PER_SECOND,
    description: 'All replays together are never faster than the maximum.',
  })
  @IsInt()
  @Min(1)
  @Max(MAX_RATE_PER_SECOND)
  ratePerSecond: number = DEFAULT_RATE_PER_SECOND;

  @ApiPropertyOptional({ minLength: 1, maxLength: 500, description: 'Required to discard: why.' })
  @ValidateIf((wanted: NewReplayDto, value) => value !== undefined || wanted.action === 'discard')
  @IsName(500)
  note?: string;
}

@ApiSchema({ name: 'ReplayFilter' })
class ReplayFilterDto extends DeadLetterFilterDto {
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  deadLetterIds?: string[];
}

@ApiSchema({ name: 'Replay' })
export class ReplayDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ACTIONS, enumName: 'ReplayAction' })
  action: ReplayAction;

  @ApiProperty({ example: 'Ana Souza' })
  requestedByName: string;

  @ApiProperty({ type: ReplayFilterDto, description: 'As it was asked for.' })
  filter: ReplayFilterDto;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: 'integer' })
  ratePerSecond: number;

  @ApiProperty({ type: 'integer', description: 'Letters that were waiting when it began.' })
  total: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of these, those that were tried again or discarded. One that fails again waits again.',
  })
  done: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Null while it runs.' })
  finishedAt: string | null;
}

@ApiSchema({ name: 'ReplayPage' })
export class ReplayPageDto {
  @ApiProperty({ type: [ReplayDto], description: 'Newest first.' })
  data: ReplayDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
