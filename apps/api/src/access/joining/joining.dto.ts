import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsName, IsToken } from '../../platform/http/text-input';
import { Role, ROLES } from '../../tenancy';
import { IsNewPassword } from '../passwords/password-input';

@ApiSchema({ name: 'PreviewInvitation' })
export class PreviewInvitationDto {
  @ApiProperty({ description: 'From the link.' })
  @IsToken()
  token: string;
}

@ApiSchema({ name: 'InvitationPreview' })
export class InvitationPreviewDto {
  @ApiProperty({ example: 'Acme' })
  tenantName: string;

  @ApiProperty({ example: 'Sara Ahmadi' })
  invitedByName: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ description: 'They sign in to accept; otherwise accepting makes their account.' })
  hasAccount: boolean;
}

@ApiSchema({ name: 'AcceptInvitation' })
export class AcceptInvitationDto {
  @ApiProperty({ description: 'From the link.' })
  @IsToken()
  token: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 80, description: 'For a new account.' })
  @IsOptional()
  @IsName()
  name?: string;

  @ApiPropertyOptional({
    format: 'password',
    minLength: 8,
    maxLength: 128,
    description: 'For a new account.',
  })
  @IsOptional()
  @IsNewPassword()
  password?: string;
}

@ApiSchema({ name: 'JoinedTenant' })
export class JoinedTenantDto {
  @ApiProperty({ example: 'acme' })
  slug: string;

  @ApiProperty({ example: 'Acme' })
  name: string;
}

@ApiSchema({ name: 'AcceptedInvitation' })
export class AcceptedInvitationDto {
  @ApiProperty({ type: JoinedTenantDto })
  tenant: JoinedTenantDto;
}
