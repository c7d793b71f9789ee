import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, Matches, Max, Min, ValidateIf } from 'class-validator';
import { IsName } from '../platform/http/text-input';
import { ExplainedFailureDto } from './explained-failure.dto';

const MAX_NAME = 80;
/** More than that Meta gives no number. */
const MAX_PER_SECOND = 1_000;
/** Meta's ids are numbers of about 15 digits. */
const META_ID = /^\d{5,25}$/;
/** Fewer characters could be guessed from the fingerprint; Meta's have about 200. */
const TOKEN = /^[\x21-\x7e]{20,2000}$/;
const TOKEN_MESSAGE = 'accessToken must be 20 to 2000 characters without spaces';

const text = (clean: (value: string) => string): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? clean(value) : value));
const trimmed = text((value) => value.trim());

@ApiSchema({ name: 'ChannelAccessToken' })
class ChannelAccessTokenDto {
  @ApiProperty({ example: 'Zx9Q' })
  lastFour: string;

  @ApiProperty({
    example: '9f86d081884c7d65',
    description: 'The first 16 hexadecimal digits of its SHA-256: compare it with the token that you have.',
  })
  fingerprint: string;

  @ApiProperty({ format: 'date-time' })
  setAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends; null where it does not, or where the provider did not say.',
  })
  expiresAt: string | null;
}

@ApiSchema({ name: 'ChannelHold' })
class ChannelHoldDto extends ExplainedFailureDto {
  @ApiProperty({ format: 'date-time' })
  since: string;

  @ApiProperty({ format: 'date-time', description: 'One message tries again then.' })
  until: string;
}

@ApiSchema({ name: 'Channel' })
export class ChannelDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Support' })
  name: string;

  @ApiProperty({ example: 'whatsapp' })
  provider: string;

  @ApiProperty({ example: '+15550100042' })
  displayPhoneNumber: string;

  @ApiProperty({ description: 'Every received message is answered with an echo.' })
  echoEnabled: boolean;

  @ApiProperty({ description: 'Our simulator plays Meta for this number.' })
  simulated: boolean;

  @ApiProperty({
    type: 'integer',
    description: 'What the provider lets it send and receive in a second; it sends no faster.',
  })
  messagesPerSecond: number;

  @ApiProperty({
    type: ChannelHoldDto,
    nullable: true,
    description: 'Why nothing is sent now. What is to be sent waits.',
  })
  held: ChannelHoldDto | null;

  @ApiProperty({ type: 'integer', description: 'Also in the ETag.' })
  version: number;

  @ApiProperty({
    type: ChannelAccessTokenDto,
    nullable: true,
    description: 'What can be told of the access token, which is never shown; null when it was set long ago.',
  })
  accessToken: ChannelAccessTokenDto | null;
}

@ApiSchema({ name: 'ChannelList' })
export class ChannelListDto {
  @ApiProperty({ type: [ChannelDto] })
  data: ChannelDto[];
}

@ApiSchema({ name: 'ConnectChannel' })
export class ConnectChannelDto {
  @ApiProperty({ minLength: 1, maxLength: MAX_NAME, example: 'Support' })
  @IsName()
  name: string;

  @ApiProperty({ example: '106540352242922', description: "Meta's id of the number." })
  @trimmed
  @Matches(META_ID, { message: "phoneNumberId must be Meta's id of the number: digits only" })
  phoneNumberId: string;

  @ApiProperty({ example: '102290129340398', description: 'The WhatsApp Business Account of the number.' })
  @trimmed
  @Matches(META_ID, { message: "wabaId must be Meta's id of the business account: digits only" })
  wabaId: string;

  @ApiProperty({
    example: '+15550100042',
    description: 'What people write to; spaces, dashes and brackets may be in it.',
  })
  @text((value) => value.replace(/[\s().-]/g, ''))
  @Matches(/^\+[1-9]\d{6,14}$/, {
    message: 'displayPhoneNumber must be a phone number with its country code: +15550100042',
  })
  displayPhoneNumber: string;

  @ApiProperty({ minLength: 20, maxLength: 2000, writeOnly: true })
  @trimmed
  @Matches(TOKEN, { message: TOKEN_MESSAGE })
  accessToken: string;
}

@ApiSchema({ name: 'ReplaceAccessToken' })
export class ReplaceAccessTokenDto {
  @ApiProperty({ minLength: 20, maxLength: 2000, writeOnly: true })
  @trimmed
  @Matches(TOKEN, { message: TOKEN_MESSAGE })
  accessToken: string;
}

@ApiSchema({ name: 'UpdateChannel' })
export class UpdateChannelDto {
  @ApiPropertyOptional({ type: Boolean, description: 'At least one of the properties is to be there.' })
  @ValidateIf(
    (change: UpdateChannelDto, value) => value !== undefined || change.messagesPerSecond === undefined,
  )
  @IsBoolean()
  echoEnabled?: boolean | undefined;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_PER_SECOND, example: 80 })
  @ValidateIf((_, value) => value !== undefined)
  @IsInt()
  @Min(1)
  @Max(MAX_PER_SECOND)
  messagesPerSecond?: number | undefined;
}
