import { ApiProperty, ApiSchema, PickType } from '@nestjs/swagger';
import { ExplainedFailureDto, toExplainedFailureDto } from '../../channels';
import { MESSAGE_STATES, MessageState } from './message-state';
import { MediaDto, toMediaDto } from '../media/media.dto';
import { MessageContentDto, toMessageContentDto } from './message-content.dto';
import { ShownMessage } from './message-history';
import { QuotedMessage } from './message-history.repository';

@ApiSchema({ name: 'MessageAuthor' })
class MessageAuthorDto {
  @ApiProperty({ example: 'Ana Souza' })
  name: string;
}

const SENDER_KINDS = ['member', 'api_key'] as const;

@ApiSchema({ name: 'MessageSender' })
class MessageSenderDto {
  @ApiProperty({ enum: SENDER_KINDS, enumName: 'MessageSenderKind' })
  kind: (typeof SENDER_KINDS)[number];

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Of the member or of the API key.',
  })
  id: string | null;

  @ApiProperty({ example: 'Sara Lind', description: 'As they were called then; they may have left since.' })
  name: string;
}

@ApiSchema({ name: 'MessageReaction' })
class MessageReactionDto {
  @ApiProperty({ example: '👍' })
  emoji: string;

  @ApiProperty({ enum: ['contact', 'business'] })
  from: 'contact' | 'business';

  @ApiProperty({ type: String, nullable: true, description: 'Who of the group.' })
  name: string | null;
}

@ApiSchema({ name: 'QuotedMessage' })
class QuotedMessageDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'text' })
  type: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of a long one the first 200 characters.' })
  text: string | null;

  @ApiProperty({ enum: ['inbound', 'outbound'] })
  direction: 'inbound' | 'outbound';

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When its author took it back; then it has no words.',
  })
  revokedAt: string | null;
}

const ORIGINS = ['live', 'history', 'echo', 'standby'] as const;

@ApiSchema({ name: 'Message' })
export class MessageDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  conversationId: string;

  @ApiProperty({ enum: ['inbound', 'outbound'] })
  direction: 'inbound' | 'outbound';

  @ApiProperty({ description: 'text, image, interactive, ... An open list.', example: 'text' })
  type: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The words of it: a text, a caption, a button. As last edited; null when it was revoked.',
  })
  text: string | null;

  @ApiProperty({
    enum: ORIGINS,
    enumName: 'MessageOrigin',
    description:
      "live: as it happened. history and echo: from the business's own app. standby: another app answers here.",
  })
  origin: (typeof ORIGINS)[number];

  @ApiProperty({ type: MessageAuthorDto, nullable: true, description: 'Who of the group wrote it.' })
  author: MessageAuthorDto | null;

  @ApiProperty({
    type: MessageSenderDto,
    nullable: true,
    description:
      'Who of yours had it sent; null where nobody did: what came, an automatic answer, the business app.',
  })
  sentBy: MessageSenderDto | null;

  @ApiProperty({ type: String, enum: ['once', 'often'], nullable: true })
  forwarded: 'once' | 'often' | null;

  @ApiProperty({
    type: QuotedMessageDto,
    nullable: true,
    description: 'The message that it answers, if we have it.',
  })
  replyTo: QuotedMessageDto | null;

  @ApiProperty({ type: [MessageReactionDto], description: 'The last one of each person.' })
  reactions: MessageReactionDto[];

  @ApiProperty({ type: [MediaDto], description: 'Its files; none when it was revoked.' })
  media: MediaDto[];

  @ApiProperty({
    type: MessageContentDto,
    nullable: true,
    description: 'What it holds beyond words and files.',
  })
  content: MessageContentDto | null;

  @ApiProperty({ enum: MESSAGE_STATES, enumName: 'MessageState' })
  state: MessageState;

  @ApiProperty({
    type: ExplainedFailureDto,
    nullable: true,
    description: 'Why it failed, why nobody knows whether it arrived, or, of a queued one, why it waits.',
  })
  failure: ExplainedFailureDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Until when a queued one waits; null where it is sent as soon as it can be.',
  })
  waitsUntil: string | null;

  @ApiProperty({ description: 'It was sent again although nobody knew whether it had arrived.' })
  mayBeDuplicate: boolean;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  sentAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  deliveredAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  readAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Of a voice message.' })
  playedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  failedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When it was last edited.' })
  editedAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When its author took it back.',
  })
  revokedAt: string | null;
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
const TELLS_FAILURE: readonly MessageState[] = ['queued', 'unknown', 'failed'];

export function toMessageDto(message: ShownMessage): MessageDto {
  return {
    id: message.id,
    conversationId: message.conversationId,
    direction: message.direction,
    type: message.type,
    text: message.text,
    origin: message.origin,
    author: message.author === null ? null : { name: message.author },
    sentBy: message.sentBy,
    forwarded: message.forwarded,
    replyTo: message.replyTo === null ? null : toQuotedMessageDto(message.replyTo),
    reactions: [...message.reactions],
    media: message.media.map(toMediaDto),
    content: message.content === null ? null : toMessageContentDto(message.content),
    state: message.state,
    failure: failureOf(message),
    waitsUntil: isoOf(message.waitsUntil),
    mayBeDuplicate: message.mayBeDuplicate,
    occurredAt: message.occurredAt.toISOString(),
    sentAt: isoOf(message.sentAt),
    deliveredAt: isoOf(message.deliveredAt),
    readAt: isoOf(message.readAt),
    playedAt: isoOf(message.playedAt),
    failedAt: isoOf(message.failedAt),
    editedAt: isoOf(message.editedAt),
    revokedAt: isoOf(message.revokedAt),
  };
}

function failureOf({
  state,
  failureCode,
  failureReason,
  explanation,
}: ShownMessage): ExplainedFailureDto | null {
  if (!TELLS_FAILURE.includes(state) || failureCode === null || explanation === null) return null;
  return toExplainedFailureDto(failureCode, failureReason, explanation);
}

function toQuotedMessageDto({ revokedAt, ...quoted }: QuotedMessage): QuotedMessageDto {
  return { ...quoted, revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString() };
}

function isoOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
