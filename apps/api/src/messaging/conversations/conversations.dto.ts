import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { MessagePreviewDto } from '../messages/messages.dto';

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

@ApiSchema({ name: 'Assignee' })
class AssigneeDto {
  @ApiProperty({ format: 'uuid' })
  memberId: string;

  @ApiProperty({ example: 'Ana Souza' })
  name: string;
}

@ApiSchema({ name: 'Conversation' })
export class ConversationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  contact: ConversationContactDto;

  @ApiProperty()
  channel: ConversationChannelDto;

  @ApiProperty({ type: AssigneeDto, nullable: true, description: 'The member who answers it.' })
  assignee: AssigneeDto | null;

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

@ApiSchema({ name: 'AssignConversation' })
export class AssignConversationDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  memberId: string;
}
