import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { MESSAGE_STATES, MessageState } from '../messages/message-state';

@ApiSchema({ name: 'ConversationContact' })
class ConversationContactDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Ana Souza' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: '+5511987654321' })
  phone: string | null;
}

@ApiSchema({ name: 'ConversationChannel' })
class ConversationChannelDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

@ApiSchema({ name: 'MessagePreview' })
export class MessagePreviewDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['inbound', 'outbound'] })
  direction: 'inbound' | 'outbound';

  @ApiProperty({ description: 'text, image, interactive, ... An open list.', example: 'text' })
  type: string;

  @ApiProperty({ type: String, nullable: true, description: 'The first 200 characters.' })
  text: string | null;

  @ApiProperty({ enum: MESSAGE_STATES, enumName: 'MessageState' })
  state: MessageState;
}

@ApiSchema({ name: 'Conversation' })
export class ConversationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  contact: ConversationContactDto;

  @ApiProperty()
  channel: ConversationChannelDto;

  @ApiProperty({ type: MessagePreviewDto, nullable: true })
  lastMessage: MessagePreviewDto | null;

  @ApiProperty({ format: 'date-time' })
  lastMessageAt: string;
}

@ApiSchema({ name: 'ConversationPage' })
export class ConversationPageDto {
  @ApiProperty({ type: [ConversationDto] })
  data: ConversationDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
