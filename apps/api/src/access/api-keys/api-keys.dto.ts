import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { IsInstant } from '../../platform/http/instant';
import { IsName } from '../../platform/http/text-input';
import { SCOPES, type Permission } from '../../tenancy';
import { API_KEY_STATES, type ApiKeyState } from './api-key-rules';

const MAX_NAME = 80;
const MAX_OVERLAP_HOURS = 168;
const scope = { enum: SCOPES, enumName: 'Scope', isArray: true };

@ApiSchema({ name: 'ApiKey' })
export class ApiKeyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Nightly export' })
  name: string;

  @ApiProperty({ example: 'parley_live_' })
  prefix: string;

  @ApiProperty({ example: 'x7Qd', description: 'The last four characters of the key.' })
  lastFour: string;

  @ApiProperty(scope)
  scopes: Permission[];

  @ApiProperty({ example: 'Ana Souza' })
  createdByName: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: it does not expire.',
  })
  expiresAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'To the minute; null while it was never used.',
  })
  lastUsedAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  lastUsedAddress: string | null;

  @ApiProperty({
    enum: API_KEY_STATES,
    enumName: 'ApiKeyState',
    description: '`retiring`: it was rotated and works until it expires.',
  })
  state: ApiKeyState;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The key whose place it has taken.',
  })
  rotatedFrom: string | null;

  @ApiProperty({ type: 'integer', description: 'Also in the ETag.' })
  version: number;
}

@ApiSchema({ name: 'ApiKeyList' })
export class ApiKeyListDto {
  @ApiProperty({ type: [ApiKeyDto] })
  data: ApiKeyDto[];
}

@ApiSchema({ name: 'NewApiKey' })
export class NewApiKeyDto extends ApiKeyDto {
  @ApiProperty({ description: 'The key itself. It is shown this once; we keep only its hash.' })
  token: string;
}

@ApiSchema({ name: 'CreateApiKey' })
export class CreateApiKeyDto {
  @ApiProperty({ minLength: 1, maxLength: MAX_NAME })
  @IsName()
  name: string;

  @ApiProperty({ ...scope, description: 'What the key may do: at least one, each held by you.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPES.length)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes: Permission[];

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'With its offset from UTC; a year ahead at most. Null or left out: the key does not expire.',
  })
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;
}

@ApiSchema({ name: 'RenameApiKey' })
export class RenameApiKeyDto {
  @ApiProperty({ minLength: 1, maxLength: MAX_NAME })
  @IsName()
  name: string;
}

@ApiSchema({ name: 'RotateApiKey' })
export class RotateApiKeyDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_OVERLAP_HOURS,
    default: 24,
    description: 'For how long the old key goes on working, too.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_OVERLAP_HOURS)
  overlapHours = 24;
}
