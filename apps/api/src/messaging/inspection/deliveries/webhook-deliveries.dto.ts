import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, Length, Matches } from 'class-validator';
import { IsInstant } from '../../../platform/http/instant';
import { PageQuery } from '../../../platform/http/page';
import { DeadLetterDto } from '../dead-letters/dead-letters.dto';
import { ShownBytesDto } from '../shown-bytes.dto';
import { IsTenantFilter, TenantNameDto } from '../tenant-name.dto';

export const DELIVERY_STATES = ['waiting', 'exploded', 'troubled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const EVENT_STATES = ['pending', 'retrying', 'done', 'dead'] as const;
const PRODUCTS = ['message', 'status', 'person', 'preference', 'account'] as const;

@ApiSchema({ name: 'DeliverySignature' })
class DeliverySignatureDto {
  @ApiProperty({ enum: ['valid'], description: 'What is not signed rightly is refused and not kept.' })
  verdict: 'valid';

  @ApiProperty({
    type: String,
    nullable: true,
    example: '3fa9c1d2',
    description: 'With which app secret: the beginning of its SHA-256.',
  })
  signedWith: string | null;
}

@ApiSchema({ name: 'DeliveryElements' })
class DeliveryElementsDto {
  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty({ type: 'integer' })
  done: number;

  @ApiProperty({ type: 'integer', description: 'First or again.' })
  waiting: number;

  @ApiProperty({ type: 'integer', description: 'Set aside as dead letters that nobody has resolved.' })
  dead: number;
}

@ApiSchema({ name: 'WebhookDelivery' })
export class WebhookDeliveryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;

  @ApiProperty({ type: 'integer' })
  byteSize: number;

  @ApiProperty({ type: DeliverySignatureDto })
  signature: DeliverySignatureDto;

  @ApiProperty({ type: String, nullable: true, description: 'The address that it came from.' })
  source: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When it was taken apart.' })
  explodedAt: string | null;

  @ApiProperty({ type: 'integer', description: 'To take it apart.' })
  attempts: number;

  @ApiProperty({ type: DeliveryElementsDto })
  elements: DeliveryElementsDto;

  @ApiProperty({ type: [TenantNameDto], description: 'Whose data is in it, as far as we know.' })
  tenants: TenantNameDto[];
}

@ApiSchema({ name: 'WebhookDeliveryPage' })
export class WebhookDeliveryPageDto {
  @ApiProperty({ type: [WebhookDeliveryDto], description: 'Newest first.' })
  data: WebhookDeliveryDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A search looks for some seconds: an empty page may have a next one.',
  })
  nextCursor: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'What was received at this instant and after it was looked at. Null: all that there is.',
  })
  searchedBackTo: string | null;
}

@ApiSchema({ name: 'ProducedRow' })
class ProducedRowDto {
  @ApiProperty({ enum: PRODUCTS, enumName: 'ProducedKind' })
  kind: (typeof PRODUCTS)[number];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  conversationId: string | null;
}

@ApiSchema({ name: 'DeliveryEvent' })
export class DeliveryEventDto {
  @ApiProperty({ description: 'A number, in the order of receipt.', example: '4711' })
  id: string;

  @ApiProperty({ type: 'integer' })
  ordinal: number;

  @ApiProperty({ example: 'message' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, description: "The provider's word.", example: 'text' })
  type: string | null;

  @ApiProperty({ type: TenantNameDto })
  tenant: TenantNameDto;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  channelId: string | null;

  @ApiProperty({ type: 'integer' })
  lane: number;

  @ApiProperty({ enum: EVENT_STATES, enumName: 'InboxEventState' })
  state: (typeof EVENT_STATES)[number];

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({ type: String, nullable: true })
  lastError: string | null;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  appliedAt: string | null;

  @ApiProperty({ type: ProducedRowDto, nullable: true, description: 'Null while it is not applied.' })
  produced: ProducedRowDto | null;
}

@ApiSchema({ name: 'WebhookDeliveryDetail' })
export class WebhookDeliveryDetailDto extends WebhookDeliveryDto {
  @ApiProperty({ type: ShownBytesDto, description: 'As it came.' })
  body: ShownBytesDto;

  @ApiProperty({ type: [DeliveryEventDto], description: 'The first 1,000.' })
  events: DeliveryEventDto[];

  @ApiProperty({ type: [DeadLetterDto], description: 'The first 1,000.' })
  deadLetters: DeadLetterDto[];
}

/** Which webhooks: all that match everything that is given. */
export class WebhookDeliveryQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: DELIVERY_STATES,
    enumName: 'WebhookDeliveryState',
    description: 'troubled: something of it is a dead letter, or failed and is tried again.',
  })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  @IsTenantFilter()
  tenantSlug?: string;

  @ApiPropertyOptional({
    minLength: 4,
    maxLength: 200,
    description: 'A text exactly as it stands in the body, such as a wamid. Of the last 2 days only.',
  })
  @IsOptional()
  @Length(4, 200)
  @Matches(/^[^\p{Cc}\p{Cs}]*$/u, { message: 'search must be text without control characters' })
  search?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received at this instant or after it.' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received before this instant.' })
  @IsOptional()
  @IsInstant()
  to?: string;
}
