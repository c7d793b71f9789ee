import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsInstant } from '../../platform/http/instant';
import { PageQuery } from '../../platform/http/page';

const ACTOR_KINDS = ['user', 'api_key', 'system'] as const;
const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

@ApiSchema({ name: 'AuditActor' })
class AuditActorDto {
  @ApiProperty({ enum: ACTOR_KINDS, enumName: 'AuditActorKind' })
  kind: (typeof ACTOR_KINDS)[number];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;

  @ApiProperty({ example: 'Ana Souza', description: 'As it was then.' })
  name: string;
}

@ApiSchema({ name: 'AuditTarget' })
class AuditTargetDto {
  @ApiProperty({ example: 'member' })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  id: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As it was then.' })
  name: string | null;
}

@ApiSchema({ name: 'AuditEvent' })
export class AuditEventDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', description: 'From 1, without gaps, in each tenant.' })
  sequence: number;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;

  @ApiProperty({ type: AuditActorDto })
  actor: AuditActorDto;

  @ApiProperty({ example: 'member.role_changed' })
  action: string;

  @ApiProperty({ type: AuditTargetDto })
  target: AuditTargetDto;

  @ApiProperty({ type: String, nullable: true, description: 'Where the request came from.' })
  address: string | null;

  @ApiProperty({ type: String, nullable: true })
  userAgent: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The X-Request-Id of the request.' })
  requestId: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after: Record<string, unknown> | null;
}

@ApiSchema({ name: 'AuditEventPage' })
export class AuditEventPageDto {
  @ApiProperty({ type: [AuditEventDto], description: 'Newest first.' })
  data: AuditEventDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

@ApiSchema({ name: 'AuditVerification' })
export class AuditVerificationDto {
  @ApiProperty({ description: 'Nothing was changed, removed, added or moved since it was recorded.' })
  intact: boolean;

  @ApiProperty({ type: 'integer', description: 'How many events were recorded.' })
  events: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The first sequence number that does not hold.',
  })
  brokenAt: number | null;

  @ApiProperty({ format: 'date-time' })
  verifiedAt: string;
}

/** Which events: all that match everything that is given. */
export class AuditEventQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({ example: 'member.role_changed', maxLength: 60 })
  @IsOptional()
  @MaxLength(60)
  @Matches(/^[a-z_]+\.[a-z_]+$/)
  action?: string;

  @ApiPropertyOptional({ example: 'member', maxLength: 60 })
  @IsOptional()
  @MaxLength(60)
  @Matches(/^[a-z_]+$/)
  targetKind?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'At this instant or after it.' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before this instant.' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class AuditExportQuery extends OmitType(AuditEventQuery, ['limit', 'cursor'] as const) {
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, default: 'csv' })
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'csv';
}
