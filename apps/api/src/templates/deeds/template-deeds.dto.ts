import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { LANGUAGE, NAME } from '../forms/template-form.dto';
import { HistoryEntry, TEMPLATE_CHANGES, TemplateChangeKind } from '../history/template-history.repository';
import { SyncedAccount, UnsyncedAccount } from '../sync/template-sync.service';
import { TemplateSync } from '../sync/template-syncs.repository';
import { TemplateUsage } from '../usage/template-usage.repository';

@ApiSchema({ name: 'DuplicateTemplate', description: 'At least one of the two is another.' })
export class DuplicateTemplateDto {
  @ApiPropertyOptional({ example: 'order_shipped_2' })
  @IsOptional()
  @Matches(NAME, { message: 'name must be 1 to 512 characters in one line' })
  name?: string;

  @ApiPropertyOptional({ example: 'pt_BR' })
  @IsOptional()
  @Matches(LANGUAGE, { message: 'language must be one such as en or en_US' })
  language?: string;
}

@ApiSchema({ name: 'SyncTemplates' })
export class SyncTemplatesDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The account of that number alone.' })
  @IsOptional()
  @IsUUID()
  channelId?: string;
}

@ApiSchema({ name: 'TemplateSyncTrouble' })
class TemplateSyncTroubleDto {
  @ApiProperty({ example: 'provider_auth_failed' })
  code: string;

  @ApiProperty()
  reason: string;
}

@ApiSchema({ name: 'SyncedAccount' })
class SyncedAccountDto {
  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ example: '102290129340398' })
  accountId: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'How many the provider has.' })
  templates: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  added: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  changed: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  syncedAt: string | null;

  @ApiProperty({
    type: TemplateSyncTroubleDto,
    nullable: true,
    description: 'Why nothing was learned of it.',
  })
  trouble: TemplateSyncTroubleDto | null;
}

@ApiSchema({ name: 'TemplateSyncResult' })
export class TemplateSyncResultDto {
  @ApiProperty({ type: [SyncedAccountDto] })
  data: SyncedAccountDto[];
}

@ApiSchema({ name: 'TemplateSync' })
class TemplateSyncDto {
  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ example: '102290129340398' })
  accountId: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When all of its templates were last learned.',
  })
  syncedAt: string | null;

  @ApiProperty({
    type: TemplateSyncTroubleDto,
    nullable: true,
    description: 'Why nothing was learned when it was last asked.',
  })
  trouble: TemplateSyncTroubleDto | null;
}

@ApiSchema({ name: 'TemplateSyncs' })
export class TemplateSyncsDto {
  @ApiProperty({ type: [TemplateSyncDto] })
  data: TemplateSyncDto[];
}

@ApiSchema({ name: 'TemplateHistoryEntry' })
class TemplateHistoryEntryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: TEMPLATE_CHANGES, enumName: 'TemplateChangeKind' })
  kind: TemplateChangeKind;

  @ApiProperty({ type: String, nullable: true })
  before: string | null;

  @ApiProperty({ type: String, nullable: true })
  after: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who did it; null for the provider.' })
  byName: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;
}

@ApiSchema({ name: 'TemplateHistory' })
export class TemplateHistoryDto {
  @ApiProperty({ type: [TemplateHistoryEntryDto], description: 'Newest first; at most 100.' })
  data: TemplateHistoryEntryDto[];
}

@ApiSchema({ name: 'WaitingMessage' })
class WaitingMessageDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  conversationId: string;

  @ApiProperty({ format: 'date-time' })
  waitsUntil: string;
}

@ApiSchema({
  name: 'TemplateSentLately',
  description:
    'Of the messages of the last 30 days; one that was read was delivered, and one that was delivered was sent.',
})
class TemplateSentLatelyDto {
  @ApiProperty({
    type: 'integer',
    example: 1_210,
    description: 'Whatever became of them; 100,000 where there are more: the newest are looked at.',
  })
  messages: number;

  @ApiProperty({ type: 'integer', example: 1_200 })
  sent: number;

  @ApiProperty({ type: 'integer', example: 1_150 })
  delivered: number;

  @ApiProperty({ type: 'integer', example: 800 })
  read: number;

  @ApiProperty({ type: 'integer', example: 12 })
  failed: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: not within these 30 days.',
  })
  lastSentAt: string | null;
}

@ApiSchema({ name: 'TemplateUsage' })
export class TemplateUsageDto {
  @ApiProperty({
    type: 'integer',
    description: 'How many messages wait to be sent with it; 10,000 where there are more.',
  })
  waiting: number;

  @ApiProperty({ type: [WaitingMessageDto], description: 'The first of them, at most 20.' })
  messages: WaitingMessageDto[];

  @ApiProperty({ type: TemplateSentLatelyDto })
  lately: TemplateSentLatelyDto;
}

export function toSyncResultDto(
  accounts: readonly (SyncedAccount | UnsyncedAccount)[],
): TemplateSyncResultDto {
  return {
    data: accounts.map((one) =>
      'trouble' in one
        ? { ...one, templates: null, added: null, changed: null, syncedAt: null }
        : { ...one, syncedAt: one.syncedAt.toISOString(), trouble: null },
    ),
  };
}

export const toSyncsDto = (syncs: readonly TemplateSync[]): TemplateSyncsDto => ({
  data: syncs.map(({ provider, accountId, syncedAt, failureCode, failureReason }) => ({
    provider,
    accountId,
    syncedAt: syncedAt?.toISOString() ?? null,
    trouble: failureCode === null ? null : { code: failureCode, reason: failureReason ?? '' },
  })),
});

export const toHistoryDto = (entries: readonly HistoryEntry[]): TemplateHistoryDto => ({
  data: entries.map(({ occurredAt, ...entry }) => ({ ...entry, occurredAt: occurredAt.toISOString() })),
});

export const toUsageDto = ({ waiting, messages, lately }: TemplateUsage): TemplateUsageDto => ({
  waiting,
  messages: messages.map(({ waitsUntil, ...message }) => ({
    ...message,
    waitsUntil: waitsUntil.toISOString(),
  })),
  lately: { ...lately, lastSentAt: lately.lastSentAt?.toISOString() ?? null },
});
