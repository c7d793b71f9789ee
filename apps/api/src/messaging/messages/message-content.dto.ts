import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { MessageContent } from '../communication-adapter';

const text = (description?: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, ...(description === undefined ? {} : { description }) });
const number = (description?: string): PropertyDecorator =>
  ApiProperty({ type: Number, nullable: true, ...(description === undefined ? {} : { description }) });

@ApiSchema({ name: 'MessageLocation' })
class MessageLocationDto {
  @number('Degrees.')
  latitude: number | null;

  @number('Degrees.')
  longitude: number | null;

  @text()
  name: string | null;

  @text()
  address: string | null;

  @text()
  url: string | null;
}

@ApiSchema({ name: 'MessageCard' })
class MessageCardDto {
  @text()
  name: string | null;

  @ApiProperty({ type: [String], example: ['+1 (650) 555-9999'] })
  phones: string[];

  @ApiProperty({ type: [String] })
  emails: string[];
}

@ApiSchema({ name: 'MessageOrderItem' })
class MessageOrderItemDto {
  @text("The business's own id of it.")
  productId: string | null;

  @number()
  quantity: number | null;

  @number('Of one.')
  price: number | null;

  @text()
  currency: string | null;
}

@ApiSchema({ name: 'MessageOrder' })
class MessageOrderDto {
  @ApiProperty({ type: [MessageOrderItemDto] })
  items: MessageOrderItemDto[];

  @text()
  text: string | null;

  @text('Null where the items differ in it.')
  currency: string | null;

  @number('Null where an item does not say what it costs.')
  total: number | null;
}

@ApiSchema({ name: 'MessageInteractive' })
class MessageInteractiveDto {
  @ApiProperty({
    example: 'button_reply',
    description: 'button, button_reply, list_reply, nfm_reply, call_permission_reply. An open list.',
  })
  kind: string;

  @text('What was chosen.')
  title: string | null;

  @text('The id that the business gave to the choice.')
  id: string | null;

  @text()
  description: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Of a form: what was filled in. What is no object is under `value`.',
  })
  responses: Record<string, unknown> | null;
}

@ApiSchema({ name: 'MessageReferral' })
class MessageReferralDto {
  @ApiProperty({ type: String, nullable: true, example: 'ad' })
  kind: string | null;

  @text()
  id: string | null;

  @text()
  url: string | null;

  @text()
  headline: string | null;

  @text()
  body: string | null;

  @text()
  imageUrl: string | null;
}

@ApiSchema({ name: 'MessageCall' })
class MessageCallDto {
  @text("The provider's word, once it is over: COMPLETED, FAILED.")
  status: string | null;

  @number()
  durationSeconds: number | null;
}

@ApiSchema({ name: 'MessageUnsupported' })
class MessageUnsupportedDto {
  @text('The type of it, where that is told.')
  kind: string | null;

  @text()
  reason: string | null;
}

@ApiSchema({ name: 'MessageSystem' })
class MessageSystemDto {
  @ApiProperty({ example: 'user_changed_number', description: 'An open list.' })
  kind: string;
}

/** What there is to show of a message beside its text and its files. What it does not have is null. */
@ApiSchema({ name: 'MessageContent' })
export class MessageContentDto {
  @ApiProperty({ type: MessageLocationDto, nullable: true })
  location: MessageLocationDto | null;

  @ApiProperty({ type: [MessageCardDto], nullable: true, description: "People's cards." })
  contacts: MessageCardDto[] | null;

  @ApiProperty({ type: MessageOrderDto, nullable: true })
  order: MessageOrderDto | null;

  @ApiProperty({ type: MessageInteractiveDto, nullable: true, description: 'What was chosen or filled in.' })
  interactive: MessageInteractiveDto | null;

  @ApiProperty({
    type: MessageReferralDto,
    nullable: true,
    description: 'The advert or post from which somebody came.',
  })
  referral: MessageReferralDto | null;

  @ApiProperty({ type: MessageCallDto, nullable: true })
  call: MessageCallDto | null;

  @ApiProperty({
    type: MessageUnsupportedDto,
    nullable: true,
    description: 'It came, and neither the provider nor we can show it.',
  })
  unsupported: MessageUnsupportedDto | null;

  @ApiProperty({
    type: MessageSystemDto,
    nullable: true,
    description: 'News of the person, not written by them.',
  })
  system: MessageSystemDto | null;
}

export function toMessageContentDto({ contacts, order, ...content }: MessageContent): MessageContentDto {
  return {
    ...content,
    contacts:
      contacts?.map(({ name, phones, emails }) => ({ name, phones: [...phones], emails: [...emails] })) ??
      null,
    order: order === null ? null : { ...order, items: [...order.items] },
  };
}
