import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { PageQuery } from '../../platform/http/page';
import { AccountEventRow } from './account-events.repository';

@ApiSchema({ name: 'AccountEventChannel' })
class AccountEventChannelDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

/** News of the provider's account. */
@ApiSchema({ name: 'AccountEvent' })
export class AccountEventDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ example: '102290129340398', description: "The provider's id of the account." })
  accountId: string;

  @ApiProperty({
    type: AccountEventChannelDto,
    nullable: true,
    description: 'Null for what concerns the whole account.',
  })
  channel: AccountEventChannelDto | null;

  @ApiProperty({
    example: 'message_template_status_update',
    description: "The provider's name for this sort of news. An open list.",
  })
  field: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'APPROVED',
    description: 'Its word for what happened.',
  })
  event: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it is about, such as the id of a template.',
  })
  subject: string | null;

  @ApiProperty({
    format: 'date-time',
    description: "By the provider's clock; where it says none, when we heard it last.",
  })
  occurredAt: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As it came; ids are texts where a double could not hold them.',
  })
  payload: Record<string, unknown>;
}

@ApiSchema({ name: 'AccountEventPage' })
export class AccountEventPageDto {
  @ApiProperty({ type: [AccountEventDto], description: 'Newest first.' })
  data: AccountEventDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** Which events: all that match everything that is given. */
export class AccountEventQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  channelId?: string;

  @ApiPropertyOptional({ example: 'message_template_status_update', maxLength: 64 })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,64}$/, { message: 'field must be 1 to 64 characters without spaces' })
  field?: string;
}

export function toAccountEventDto(row: AccountEventRow): AccountEventDto {
  const { channelId, channelName, occurredAt, payload, ...told } = row;
  return {
    id: told.id,
    provider: told.provider,
    accountId: told.accountId,
    channel: channelId === null ? null : { id: channelId, name: channelName ?? '' },
    field: told.field,
    event: told.event,
    subject: told.subject,
    occurredAt: occurredAt.toISOString(),
    payload: isObject(payload) ? payload : { value: payload },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
