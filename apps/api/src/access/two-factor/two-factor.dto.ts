import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

@ApiSchema({ name: 'TwoFactorSecret' })
export class TwoFactorSecretDto {
  @ApiProperty({ description: 'In base32, to be typed into an authenticator app.' })
  secret: string;

  @ApiProperty({ description: 'The same as an otpauth:// URI, to be drawn as a QR code.' })
  uri: string;
}

@ApiSchema({ name: 'ActivateTwoFactor' })
export class ActivateTwoFactorDto {
  @ApiProperty({ description: 'Six digits of the authenticator app.', maxLength: 40 })
  @IsString()
  @Length(1, 40)
  code: string;
}

@ApiSchema({ name: 'RecoveryCodes' })
export class RecoveryCodesDto {
  @ApiProperty({ type: [String], description: 'Each is good once, in place of a code. Shown this one time.' })
  recoveryCodes: string[];
}
