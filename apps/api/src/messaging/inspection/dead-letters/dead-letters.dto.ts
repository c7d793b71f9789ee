import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page';
import { ShownBytesDto } from '../shown-bytes.dto';
import { IsTenantFilter, TenantNameDto } from '../tenant-name.dto';

export const STAGES = ['explode', 'route', 'apply'] as const;
export type Stage = (typeof STAGES)[number];

export const DEAD_LETTER_STATES = ['waiting', 'replaying', 'replayed', 'discarded'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

/** What a reason looks like: one word, such as unknown_channel. */
export const REASON = /^[a-z][a-z0-9_]{0,59}$/;

@ApiSchema({ name: 'DeadLetter' })
export class DeadLetterDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ format: 'uuid' })
  deliveryId: string;

  @ApiProperty({ type: 'integer', description: 'Which element of the webhook; -1: the whole of it.' })
  ordinal: number;

  @ApiProperty({ enum: STAGES, enumName: 'DeadLetterStage' })
  stage: Stage;

  @ApiProperty({ example: 'unknown_channel', description: 'An open list of words.' })
  reason: string;

  @ApiProperty({ type: String, nullable: true })
  detail: string | null;

  @ApiProperty({ type: TenantNameDto, nullable: true, description: 'Null while nobody knows whose it is.' })
  tenant: TenantNameDto | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  channelId: string | null;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({ enum: DEAD_LETTER_STATES, enumName: 'DeadLetterState' })
  state: DeadLetterState;

  @ApiProperty({ type: String, nullable: true, description: 'Of whoever replayed or discarded it.' })
  note: string | null;

  @ApiProperty({ format: 'date-time', description: 'When it was set aside first.' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  resolvedAt: string | null;
}

@ApiSchema({ name: 'DeadLetterPage' })
export class DeadLetterPageDto {
  @ApiProperty({ type: [DeadLetterDto], description: 'Newest first.' })
  data: DeadLetterDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

@ApiSchema({ name: 'DeadLetterDetail' })
export class DeadLetterDetailDto extends DeadLetterDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The element as we understood it.',
  })
  element: Record<string, unknown> | null;

  @ApiProperty({ type: ShownBytesDto, nullable: true, description: 'Where the whole webhook is the letter.' })
  body: ShownBytesDto | null;
}

@ApiSchema({ name: 'DeadLetterGroup' })
export class DeadLetterGroupDto {
  @ApiProperty({ enum: STAGES, enumName: 'DeadLetterStage' })
  stage: Stage;

  @ApiProperty({ example: 'unknown_channel' })
  reason: string;

  @ApiProperty({ type: String, nullable: true, description: 'The commonest of the newest 1,000.' })
  detail: string | null;

  @ApiProperty({ type: 'integer' })
  waiting: number;

  @ApiProperty({ format: 'date-time', description: 'When its first was set aside.' })
  oldestAt: string;

  @ApiProperty({ format: 'date-time' })
  newestAt: string;

  @ApiProperty({ type: [TenantNameDto], description: 'At most 5, of the newest 1,000.' })
  tenants: TenantNameDto[];
}

@ApiSchema({ name: 'DeadLetterGroupList' })
export class DeadLetterGroupListDto {
  @ApiProperty({ type: [DeadLetterGroupDto], description: 'Letters that wait, the largest group first.' })
  data: DeadLetterGroupDto[];
}

/** Which letters: all that match everything that is given. */
export class DeadLetterQuery extends PageQuery {
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

  @ApiPropertyOptional({ enum: DEAD_LETTER_STATES, enumName: 'DeadLetterState', default: 'waiting' })
  @IsIn(DEAD_LETTER_STATES)
  state: DeadLetterState = 'waiting';
}
