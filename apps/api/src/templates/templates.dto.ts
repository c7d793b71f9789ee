import { ApiProperty, ApiPropertyOptional, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { TemplatePurpose } from '../channels';
import { PageQuery } from '../platform/http/page';
import { hasUnsubmittedChanges, TEMPLATE_STATUSES, templateCan } from './template';
import {
  LANGUAGE,
  NAME,
  PURPOSES,
  StoredTemplateFormDto,
  TemplateFormDto,
  TemplateWordsDto,
} from './forms/template-form.dto';
import { ListedTemplate } from './templates.repository';

const STATUS_WORDS = /^[a-z_]{1,64}(?:,[a-z_]{1,64}){0,15}$/;

@ApiSchema({ name: 'TemplateDrift' })
class TemplateDriftDto {
  @ApiProperty({ format: 'date-time', description: 'When we first saw it.' })
  seenAt: string;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  submitted: readonly unknown[];

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  theirs: readonly unknown[];
}

@ApiSchema({ name: 'TemplateAllowed', description: 'What can be done with it now.' })
class TemplateAllowedDto {
  @ApiProperty()
  change: boolean;

  @ApiProperty()
  changeCategory: boolean;

  @ApiProperty()
  submit: boolean;

  @ApiProperty()
  delete: boolean;

  @ApiProperty()
  unpause: boolean;
}

@ApiSchema({ name: 'Template' })
export class TemplateDto extends StoredTemplateFormDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ example: '102290129340398', description: "The provider's id of the account that has it." })
  accountId: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "The provider's id of it; null for what was never submitted.",
  })
  externalId: string | null;

  @ApiProperty({
    example: 'approved',
    description: `What it is now; an open list: ${TEMPLATE_STATUSES.join(', ')}. Only what is approved can be sent.`,
  })
  status: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  statusAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'green',
    description: 'green, yellow, red, unknown: an open list.',
  })
  quality: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it was for, before the provider changed it.',
  })
  previousCategory: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the provider holds it for, and may change it to.',
  })
  correctCategory: string | null;

  @ApiProperty({ type: String, nullable: true })
  rejectionReason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the provider recommends.' })
  recommendation: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'first_pause' })
  pauseReason: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a pause ends by itself; null where it does not.',
  })
  pausedUntil: string | null;

  @ApiProperty({ description: 'Changed here and not submitted yet.' })
  hasUnsubmittedChanges: boolean;

  @ApiProperty({
    type: TemplateDriftDto,
    nullable: true,
    description: 'The provider has something else than was submitted.',
  })
  drift: TemplateDriftDto | null;

  @ApiProperty({ type: TemplateAllowedDto })
  can: TemplateAllowedDto;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  syncedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
}

@ApiSchema({ name: 'TemplatePage' })
export class TemplatePageDto {
  @ApiProperty({ type: [TemplateDto], description: 'The last changed first.' })
  data: TemplateDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** Which templates: all that match everything that is given. */
export class TemplateQuery extends PageQuery {
  @ApiPropertyOptional({
    example: 'approved,flagged',
    description: 'One, or several with a comma between them. Without it, all but those that were deleted.',
  })
  @IsOptional()
  @Matches(STATUS_WORDS, {
    message: 'status must be a word such as approved, or several with a comma between them',
  })
  status?: string;

  @ApiPropertyOptional({ enum: PURPOSES, enumName: 'TemplateCategory' })
  @IsOptional()
  @IsIn(PURPOSES)
  category?: TemplatePurpose;

  @ApiPropertyOptional({ example: 'en_US' })
  @IsOptional()
  @Matches(LANGUAGE, { message: 'language must be one such as en or en_US' })
  language?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Those of the account of that number.' })
  @IsOptional()
  @IsUUID()
  channelId?: string;

  @ApiPropertyOptional({
    example: 'order_shipped',
    description: 'Exactly this name: its languages side by side.',
  })
  @IsOptional()
  @Matches(NAME, { message: 'name must be 1 to 512 characters in one line' })
  name?: string;

  @ApiPropertyOptional({ maxLength: 100, description: 'In the name, or in the words.' })
  @IsOptional()
  @MaxLength(100)
  @Matches(/^[^\p{C}]+$/u, { message: 'search must be one line of text' })
  search?: string;
}

@ApiSchema({ name: 'CreateTemplate' })
export class CreateTemplateDto extends TemplateFormDto {
  @ApiProperty({ format: 'uuid', description: 'A number of the account that is to have it.' })
  @IsUUID()
  channelId: string;
}

/** What is not named stays. Name and language are what a template is known by: duplicate it to have others. */
@ApiSchema({ name: 'ChangeTemplate' })
export class ChangeTemplateDto extends PartialType(TemplateWordsDto) {}

export function toTemplateDto(template: ListedTemplate): TemplateDto {
  const {
    heard: _heard,
    key: _key,
    submittedComponents,
    providerComponents,
    driftSeenAt,
    ...told
  } = template;
  const { qualityAt: _qualityAt, categoryAt: _categoryAt, submittedTtlSeconds: _ttl, ...rest } = told;
  const isUnsubmitted = hasUnsubmittedChanges(template);
  return {
    ...rest,
    statusAt: iso(template.statusAt),
    pausedUntil: iso(template.pausedUntil),
    hasUnsubmittedChanges: isUnsubmitted,
    drift:
      driftSeenAt === null
        ? null
        : {
            seenAt: driftSeenAt.toISOString(),
            submitted: submittedComponents ?? [],
            theirs: providerComponents ?? [],
          },
    can: {
      change: templateCan.beChanged(template),
      changeCategory: templateCan.changeCategory(template),
      submit: templateCan.beChanged(template) && (isUnsubmitted || template.status === 'rejected'),
      delete: templateCan.beDeleted(template),
      unpause: templateCan.beUnpaused(template),
    },
    submittedAt: iso(template.submittedAt),
    syncedAt: iso(template.syncedAt),
    lastUsedAt: iso(template.lastUsedAt),
    createdAt: template.createdAt.toISOString(),
    updatedAt: template.updatedAt.toISOString(),
  };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
