import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsEmailAddress, IsName, IsToken } from '../../platform/http/text-input';
import { IsSlug } from '../../tenancy';
import { IsNewPassword } from '../passwords/password-input';

@ApiSchema({ name: 'SuggestedTenant' })
export class SuggestedTenantDto {
  @ApiProperty()
  name: string;

  @ApiProperty()
  slug: string;
}

@ApiSchema({ name: 'SetUpState' })
export class SetUpStateDto {
  @ApiProperty({ description: 'Nobody has an account yet.' })
  required: boolean;

  @ApiProperty({
    type: SuggestedTenantDto,
    nullable: true,
    description:
      'The one tenant that is there without members; the first person gets it, under the name they choose.',
  })
  suggestedTenant: SuggestedTenantDto | null;
}

@ApiSchema({ name: 'CompleteSetUp' })
export class CompleteSetUpDto {
  @ApiProperty({ description: 'From the link that the api wrote to its log, or `cli set-up-link` printed.' })
  @IsToken()
  token: string;

  @ApiProperty({ minLength: 1, maxLength: 80 })
  @IsName()
  name: string;

  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email: string;

  @ApiProperty({ format: 'password', minLength: 8, maxLength: 128 })
  @IsNewPassword()
  password: string;

  @ApiProperty({ minLength: 1, maxLength: 80, example: 'Acme' })
  @IsName()
  tenantName: string;

  @IsSlug()
  tenantSlug: string;
}
