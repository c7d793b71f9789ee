import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsEmailAddress, IsToken } from '../../platform/http/text-input';
import { IsNewPassword, IsPassword } from './password-input';

@ApiSchema({ name: 'ChangePassword' })
export class ChangePasswordDto {
  @ApiProperty({ format: 'password', minLength: 1, maxLength: 128 })
  @IsPassword()
  currentPassword: string;

  @ApiProperty({ format: 'password', minLength: 8, maxLength: 128 })
  @IsNewPassword()
  newPassword: string;
}

@ApiSchema({ name: 'RequestPasswordReset' })
export class RequestPasswordResetDto {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email: string;
}

@ApiSchema({ name: 'CompletePasswordReset' })
export class CompletePasswordResetDto {
  @ApiProperty({ description: 'From the link; good once, for 30 minutes.' })
  @IsToken()
  token: string;

  @ApiProperty({ format: 'password', minLength: 8, maxLength: 128 })
  @IsNewPassword()
  password: string;
}
