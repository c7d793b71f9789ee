import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { IsEmailAddress } from '../../platform/http/text-input';
import { IsPassword } from '../passwords/password-input';

const CODE = 'Six digits of the authenticator app, or one of the recovery codes.';

@ApiSchema({ name: 'SignIn' })
export class SignInDto {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email: string;

  @ApiProperty({ format: 'password', minLength: 1, maxLength: 128 })
  @IsPassword()
  password: string;

  @ApiPropertyOptional({ description: CODE, maxLength: 40 })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  code?: string;
}

@ApiSchema({ name: 'ConfirmSession' })
export class ConfirmSessionDto {
  @ApiProperty({ format: 'password', minLength: 1, maxLength: 128 })
  @IsPassword()
  password: string;

  @ApiPropertyOptional({ description: CODE, maxLength: 40 })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  code?: string;
}
