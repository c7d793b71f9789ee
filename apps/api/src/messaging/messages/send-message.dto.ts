import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsUUID, Matches, ValidateIf, ValidateNested } from 'class-validator';
import { IsInstant } from '../../platform/http/instant';
import { PageQuery } from '../../platform/http/page';
import { TEMPLATE_CATEGORIES, TemplateCategory } from '../outbound/gate/template-category';
import { MESSAGE_STATES, MessageState } from './message-state';

const PHONE = /^\+?[1-9][0-9]{6,14}$/;
/** Of a person, or of the parent of their account (cloud-api.md C5). */
const BSUID = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/;

/** Null is no way to leave something out. */
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** What is sent, to whomever. */
class NewMessageDto {
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
  @IfGiven()
  @IsUUID()
  replyToMessageId?: string;

  @ApiPropertyOptional({
    enum: TEMPLATE_CATEGORIES,
    enumName: 'TemplateCategory',
    description:
      'What a template is for, where it is not known here yet: what WhatsApp says of a template counts, and marketing is taken when nobody says anything. It decides which of your policies count: marketing waits for quiet hours and is refused to whoever wants none. Of a message that is no template it says nothing.',
  })
  @IsOptional()
  @IsIn(TEMPLATE_CATEGORIES)
  category?: TemplateCategory;
}

@ApiSchema({ name: 'Recipient', description: 'Exactly one of the three.' })
export class RecipientDto {
  @ApiPropertyOptional({
    example: '+16505551234',
    pattern: PHONE.source,
    description: 'E.164: with the code of the country. The + may be left out.',
  })
  @IfGiven()
  @Matches(PHONE, { message: 'phone must be a number of 7 to 15 digits with the code of its country' })
  phone?: string;

  @ApiPropertyOptional({
    example: 'US.13491208655302741918',
    pattern: BSUID.source,
    description: 'The id that WhatsApp shows of somebody instead of a number.',
  })
  @IfGiven()
  @Matches(BSUID, { message: 'bsuid must be a user id such as US.13491208655302741918' })
  bsuid?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IfGiven()
  @IsUUID()
  contactId?: string;
}

/** To whoever a conversation is with, or by a channel to a person. */
export class SendMessageDto extends NewMessageDto {
  @IfGiven()
  @IsUUID()
  conversationId?: string;

  @IfGiven()
  @IsUUID()
  channelId?: string;

  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => RecipientDto)
  to?: RecipientDto;
}

@ApiSchema({ name: 'SendInConversation' })
export class SendInConversationDto extends NewMessageDto {
  @ApiProperty({ format: 'uuid' })
  conversationId: string;
}

@ApiSchema({ name: 'SendToPerson' })
export class SendToPersonDto extends NewMessageDto {
  @ApiProperty({ format: 'uuid', description: 'From which of your numbers.' })
  channelId: string;

  @ApiProperty({
    type: RecipientDto,
    description:
      'Also somebody who has never written; the contact and the conversation are made with the first message. Whoever ' +
      'has not written within 24 hours gets templates only.',
  })
  to: RecipientDto;
}

export class SentMessagesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: MESSAGE_STATES, enumName: 'MessageState' })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: MessageState;

  @ApiPropertyOptional({ format: 'uuid', description: 'From this number.' })
  @IsOptional()
  @IsUUID()
  channelId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  conversationId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Queued at this instant or after it.' })
  @IsOptional()
  @IsInstant()
  since?: string;
}
