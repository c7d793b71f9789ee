import { ApiProperty, ApiSchema, PickType } from '@nestjs/swagger';
import { MESSAGE_STATES, MessageState } from './message-state';
import { MessageRow } from './messages.repository';

@ApiSchema({ name: 'MessageFailure' })
class MessageFailureDto {
  @ApiProperty({ description: "The provider's code, or one of ours.", example: '131026' })
  code: string;

  @ApiProperty()
  reason: string;
}

@ApiSchema({ name: 'Message' })
export class MessageDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['inbound', 'outbound'] })
  direction: 'inbound' | 'outbound';

  @ApiProperty({ description: 'text, image, interactive, ... An open list.', example: 'text' })
  type: string;

  @ApiProperty({ type: String, nullable: true, description: 'The words of it: a text, a caption, a button.' })
  text: string | null;

  @ApiProperty({ enum: MESSAGE_STATES, enumName: 'MessageState' })
  state: MessageState;

  @ApiProperty({ type: MessageFailureDto, nullable: true })
  failure: MessageFailureDto | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  sentAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  deliveredAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  failedAt: string | null;
}

/** What a list shows of a message; of a long text the first 200 characters. */
@ApiSchema({ name: 'MessagePreview' })
export class MessagePreviewDto extends PickType(MessageDto, [
  'id',
  'direction',
  'type',
  'text',
  'state',
] as const) {}

@ApiSchema({ name: 'MessagePage' })
export class MessagePageDto {
  @ApiProperty({ type: [MessageDto] })
  data: MessageDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** A failure is told only while it is what is known: a retry that succeeded keeps none. */
const TELLS_FAILURE: readonly MessageState[] = ['unknown', 'failed'];

export function toMessageDto(row: MessageRow): MessageDto {
  const hasFailure = TELLS_FAILURE.includes(row.state) && row.failureCode !== null;
  return {
    id: row.id,
    direction: row.direction,
    type: row.type,
    text: row.text,
    state: row.state,
    failure: hasFailure ? { code: row.failureCode, reason: row.failureReason ?? '' } : null,
    occurredAt: row.occurredAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    failedAt: row.failedAt?.toISOString() ?? null,
  };
}
