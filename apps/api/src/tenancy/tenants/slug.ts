import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, ValidateBy } from 'class-validator';

const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;
const MAX_LENGTH = 40;

/** Words that addresses of ours use, or that would pass for us. */
const RESERVED = new Set([
  ...['account', 'admin', 'api', 'app', 'assets', 'docs', 'forgot-password', 'health', 'help', 'invitation'],
  ...['mcp', 'new', 'parley', 'reset-password', 'security', 'settings', 'set-up', 'sign-in', 'sign-out'],
  ...['sign-up', 'static', 'status', 'support', 'system', 't', 'tenant', 'tenants', 'webhooks', 'www'],
]);

export function isReservedSlug(value: string): boolean {
  return RESERVED.has(value);
}

/** What a tenant is called in addresses. It is public, and no other tenant may have it. */
export function IsSlug(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'acme', maxLength: MAX_LENGTH, pattern: SLUG.source }),
    IsString(),
    MaxLength(MAX_LENGTH),
    Matches(SLUG, { message: 'must be made of a-z and 0-9, with single hyphens between them' }),
    ValidateBy({
      name: 'isFree',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && !isReservedSlug(value),
        defaultMessage: () => 'this word is reserved; please choose another',
      },
    }),
  );
}
