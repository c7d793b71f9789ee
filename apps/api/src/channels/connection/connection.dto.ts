import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { ChannelProfile, CODE_METHODS } from '../provider/channel-connection';

const PIN = /^\d{6}$/;
const PIN_MESSAGE = 'pin must be six digits';
const URL_SHAPE = { protocols: ['http', 'https'], require_protocol: true };

@ApiSchema({ name: 'ChannelPin' })
export class ChannelPinDto {
  @ApiProperty({
    example: '481516',
    writeOnly: true,
    description:
      'Six digits: the PIN of two-step verification, the one that the number has where it has one.',
  })
  @IsString()
  @Matches(PIN, { message: PIN_MESSAGE })
  pin: string;
}

@ApiSchema({ name: 'RequestVerificationCode' })
export class RequestVerificationCodeDto {
  @ApiProperty({ enum: CODE_METHODS, enumName: 'VerificationCodeMethod' })
  @IsIn(CODE_METHODS)
  method: (typeof CODE_METHODS)[number];

  @ApiProperty({ example: 'en_US', description: 'Of the message or the call.' })
  @IsString()
  @Matches(/^[a-z]{2,3}(_[A-Z]{2})?$/, { message: 'language must look like en_US' })
  language: string;
}

@ApiSchema({ name: 'VerificationCode' })
export class VerificationCodeDto {
  @ApiProperty({ example: '123-456', writeOnly: true, description: 'Dashes and spaces may be in it.' })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.replace(/[\s-]/g, '') : value,
  )
  @IsString()
  @Matches(/^\d{4,8}$/, { message: 'code must be the digits that were told' })
  code: string;
}

@ApiSchema({ name: 'ChannelProfile' })
export class ChannelProfileDto {
  @ApiProperty({ type: String, nullable: true })
  about: string | null;

  @ApiProperty({ type: String, nullable: true })
  address: string | null;

  @ApiProperty({ type: String, nullable: true })
  description: string | null;

  @ApiProperty({ type: String, nullable: true })
  email: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'RETAIL', description: 'An open list.' })
  vertical: string | null;

  @ApiProperty({ type: [String] })
  websites: string[];

  @ApiProperty({ type: String, nullable: true })
  pictureUrl: string | null;
}

/** Lengths: facts/cloud-api.md G. */
@ApiSchema({ name: 'ChangeChannelProfile', description: 'What is left out stays as it is.' })
export class ChangeChannelProfileDto {
  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: 139, example: 'Open from 9 to 18' })
  @IsOptional()
  @IsString()
  @Length(1, 139)
  about?: string;

  @ApiPropertyOptional({ type: String, maxLength: 256, example: '1 Main Street' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  address?: string;

  @ApiPropertyOptional({ type: String, maxLength: 512, example: 'We sell flowers.' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  description?: string;

  @ApiPropertyOptional({ type: String, format: 'email', maxLength: 128 })
  @IsOptional()
  @MaxLength(128)
  @IsEmail({}, { message: 'email must be an e-mail address' })
  email?: string;

  @ApiPropertyOptional({ type: String, example: 'RETAIL', description: 'An open list.' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z_]{1,40}$/, { message: 'vertical must be a word such as RETAIL' })
  vertical?: string;

  @ApiPropertyOptional({ type: [String], maxItems: 2, example: ['https://flowers.example'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2)
  @MaxLength(256, { each: true })
  @IsUrl(URL_SHAPE, { each: true, message: 'websites must be http:// or https:// addresses' })
  websites?: string[];
}

export const toChannelProfileDto = (profile: ChannelProfile): ChannelProfileDto => ({
  ...profile,
  websites: [...profile.websites],
});
