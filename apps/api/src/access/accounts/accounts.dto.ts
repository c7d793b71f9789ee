import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsName } from '../../platform/http/text-input';
import { Role, ROLES } from '../../tenancy';

@ApiSchema({ name: 'MyTenant' })
export class MyTenantDto {
  @ApiProperty({ example: 'acme' })
  slug: string;

  @ApiProperty({ example: 'Acme' })
  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;
}

@ApiSchema({ name: 'Me' })
export class MeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Sara Ahmadi' })
  name: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ description: 'Runs this installation, and may create tenants.' })
  isOperator: boolean;

  @ApiProperty({ description: 'A code of an authenticator app is asked for at sign-in.' })
  twoFactor: boolean;

  @ApiProperty({ type: 'integer', example: 10, description: 'How many recovery codes are still unused.' })
  recoveryCodesLeft: number;

  @ApiProperty({
    format: 'date-time',
    description: 'When they last proved who they are; what is sensitive asks for that within 15 minutes.',
  })
  confirmedAt: string;

  @ApiProperty({ type: [MyTenantDto], description: 'By name.' })
  tenants: MyTenantDto[];
}

@ApiSchema({ name: 'UpdateMe' })
export class UpdateMeDto {
  @ApiProperty({ minLength: 1, maxLength: 80 })
  @IsName()
  name: string;
}
