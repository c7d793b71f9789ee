import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { FindingDto } from '../doctor/finding.dto';
import { IsName } from '../../platform/http/text-input';

const META_ID = /^\d{5,25}$/;

@ApiSchema({ name: 'EmbeddedSignup' })
export class EmbeddedSignupDto {
  @ApiProperty({
    writeOnly: true,
    example: 'AQBexample-code-of-the-sign-up',
    description: 'What the browser got at the end of the sign-up. It is good for half a minute, and once.',
  })
  @IsString()
  @Length(8, 2_000)
  code: string;

  @ApiProperty({ example: '106540352242922', description: "Meta's id of the number." })
  @Matches(META_ID, { message: "phoneNumberId must be Meta's id of the number: digits only" })
  phoneNumberId: string;

  @ApiProperty({ example: '102290129340398', description: 'The WhatsApp Business Account of the number.' })
  @Matches(META_ID, { message: "wabaId must be Meta's id of the business account: digits only" })
  wabaId: string;

  @ApiPropertyOptional({ example: 'Support', description: 'Without it: as the number is shown to people.' })
  @IsOptional()
  @IsName()
  name?: string;

  @ApiPropertyOptional({
    example: '481516',
    writeOnly: true,
    description:
      'Registers the number with it. Left out for a number that stays in the WhatsApp Business app.',
  })
  @IsOptional()
  @IsString()
  @Matches(/^\d{6}$/, { message: 'pin must be six digits' })
  pin?: string;
}

@ApiSchema({ name: 'SignedUpChannel' })
export class SignedUpChannelDto {
  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({
    type: [FindingDto],
    description: 'What was done after it was connected; what failed can be done again by itself.',
  })
  findings: FindingDto[];
}
