import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { PageQuery } from '../../platform/http/page';
import { TEMPLATE_CATEGORIES, TemplateCategory } from '../outbound/gate/template-category';
import { MESSAGE_STATES, MessageState } from './message-state';

@ApiSchema({ name: 'SendMessage' })
export class SendMessageDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  conversationId: string;

  @ApiProperty({ example: 'text', description: "The provider's word: text, image, interactive, ..." })
  @Matches(/^[a-z_]{1,40}$/, { message: 'type must be a word such as text or image' })
  type: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { body: 'hello' },
    description: "What the provider is given under the name of the type, in the provider's own shape.",
  })
  @IsObject()
  body: Record<string, unknown>;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The message of the conversation that this one answers.',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsUUID()
  replyToMessageId?: string;

  @ApiPropertyOptional({
    enum: TEMPLATE_CATEGORIES,
    enumName: 'TemplateCategory',
    description:
      'What a template is for; marketing when it is absent, since the templates of the account are not known here yet. It decides which of your policies count: marketing waits for quiet hours and is refused to whoever wants none. Of a message that is no template it says nothing.',
  })
  @IsOptional()
  @IsIn(TEMPLATE_CATEGORIES)
  category?: TemplateCategory;
}

export class SentMessagesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: MESSAGE_STATES, enumName: 'MessageState' })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: MessageState;
}
