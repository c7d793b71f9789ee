import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, ValidateIf } from 'class-validator';
import { IsName } from '../../platform/http/text-input';
import { ALL_PERMISSIONS, Permission } from '../roles/permissions';
import { Role, ROLES } from '../roles/roles';
import { IsSlug } from './slug';
import { UNKNOWN_REPLIES, UnknownReplies } from './tenant.entity';

const OF_UNKNOWN_REPLIES =
  'Of a reply of which nobody knows whether it went out, and of which no status tells within a minute. at_least_once: it ' +
  'is sent once more and may be there twice, which mayBeDuplicate says. at_most_once: it is never sent again by itself.';

@ApiSchema({ name: 'TenantMe' })
class TenantMeDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for an API key.' })
  memberId: string | null;

  @ApiProperty({ enum: ROLES, enumName: 'Role', nullable: true, description: 'Null for an API key.' })
  role: Role | null;

  @ApiProperty({ enum: ALL_PERMISSIONS, enumName: 'Permission', isArray: true })
  permissions: Permission[];
}

@ApiSchema({ name: 'Tenant' })
export class TenantDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'acme' })
  slug: string;

  @ApiProperty({ example: 'Acme' })
  name: string;

  @ApiProperty({ example: 'America/Sao_Paulo', description: 'Of the IANA time zone database.' })
  timeZone: string;

  @ApiProperty({ example: 'pt-BR', description: 'BCP 47.' })
  language: string;

  @ApiProperty({ enum: UNKNOWN_REPLIES, enumName: 'UnknownReplies', description: OF_UNKNOWN_REPLIES })
  unknownReplies: UnknownReplies;

  @ApiProperty({ type: 'integer', description: 'Also the ETag.' })
  version: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: TenantMeDto, description: 'What the caller is and may do here.' })
  me: TenantMeDto;
}

@ApiSchema({ name: 'UpdateTenant' })
export class UpdateTenantDto {
  @ApiPropertyOptional({ example: 'Acme', minLength: 1, maxLength: 80 })
  @ValidateIf((_, value) => value !== undefined)
  @IsName()
  name?: string;

  @ApiPropertyOptional({ example: 'America/Sao_Paulo', maxLength: 64 })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(64)
  timeZone?: string;

  @ApiPropertyOptional({ example: 'pt-BR', maxLength: 35 })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(35)
  language?: string;

  @ApiPropertyOptional({ enum: UNKNOWN_REPLIES, enumName: 'UnknownReplies', description: OF_UNKNOWN_REPLIES })
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(UNKNOWN_REPLIES)
  unknownReplies?: UnknownReplies;
}

@ApiSchema({ name: 'NewTenant' })
export class NewTenantDto {
  @ApiProperty({ example: 'Acme', minLength: 1, maxLength: 80 })
  @IsName()
  name: string;

  @IsSlug()
  slug: string;
}

@ApiSchema({ name: 'CreatedTenant' })
export class CreatedTenantDto {
  @ApiProperty({ example: 'acme' })
  slug: string;

  @ApiProperty({ example: 'Acme' })
  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;
}
