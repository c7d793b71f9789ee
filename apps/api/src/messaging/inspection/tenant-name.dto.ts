import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

@ApiSchema({ name: 'TenantName' })
export class TenantNameDto {
  @ApiProperty({ example: 'acme' })
  slug: string;

  @ApiProperty({ example: 'Acme' })
  name: string;
}

/** An optional filter for one tenant, by its slug. */
export const IsTenantFilter = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example: 'acme', maxLength: 40 }),
    IsOptional(),
    Matches(/^[a-z0-9-]{1,40}$/, { message: 'tenantSlug must be the slug of a tenant' }),
  );
