import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IfMatch } from '../../platform/http/document-version';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RecentSignIn } from '../../platform/http/route-access';
import { RequiresPermission } from '../../tenancy';
import { CurrentPerson } from '../authorisation/exchange.decorator';
import type { SignedInPerson } from '../authorisation/principal';
import { stateOf } from './api-key-rules';
import {
  ApiKeyDto,
  ApiKeyListDto,
  CreateApiKeyDto,
  NewApiKeyDto,
  RenameApiKeyDto,
  RotateApiKeyDto,
} from './api-keys.dto';
import { ApiKeyRow } from './api-keys.repository';
import { ApiKeysService, NewApiKey } from './api-keys.service';

const apiKeyId = new ResourceIdPipe('API key');

@ApiTags('api-keys')
@RequiresPermission('api_keys.manage')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @ApiOkResponse({ type: ApiKeyListDto, description: 'Newest first; those that no longer work, too.' })
  async listApiKeys(): Promise<ApiKeyListDto> {
    return { data: (await this.keys.list()).map(toDto) };
  }

  @Post()
  @RecentSignIn()
  @ApiCreatedResponse({ type: NewApiKeyDto })
  @ApiForbiddenResponse({ type: ProblemDetails, description: '`scope_not_held`, `confirmation_required`' })
  async createApiKey(
    @CurrentPerson() person: SignedInPerson,
    @Body() { name, scopes, expiresAt = null }: CreateApiKeyDto,
  ): Promise<NewApiKeyDto> {
    const expiry = expiresAt === null ? null : new Date(expiresAt);
    return toNewDto(await this.keys.create(person, { name, scopes, expiresAt: expiry }));
  }

  @Patch(':apiKeyId')
  @ApiOkResponse({ type: ApiKeyDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async renameApiKey(
    @Param('apiKeyId', apiKeyId) id: string,
    @Body() { name }: RenameApiKeyDto,
    @IfMatch() version: number | null,
  ): Promise<ApiKeyDto> {
    return toDto(await this.keys.rename(id, name, version));
  }

  @Post(':apiKeyId/rotation')
  @RecentSignIn()
  @ApiCreatedResponse({ type: NewApiKeyDto, description: 'The key that takes its place.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse({
    type: ProblemDetails,
    description: '`already_rotated`, `api_key_expired`, `api_key_revoked`',
  })
  async rotateApiKey(
    @CurrentPerson() person: SignedInPerson,
    @Param('apiKeyId', apiKeyId) id: string,
    @Body() { overlapHours }: RotateApiKeyDto,
  ): Promise<NewApiKeyDto> {
    return toNewDto(await this.keys.rotate(person, id, overlapHours));
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'From now on it opens nothing. Revoking it again changes nothing.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async revokeApiKey(@Param('apiKeyId', apiKeyId) id: string): Promise<void> {
    await this.keys.revoke(id);
  }
}

const toNewDto = ({ key, token }: NewApiKey): NewApiKeyDto => ({ ...toDto(key), token });

function toDto(key: ApiKeyRow): ApiKeyDto {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    lastFour: key.lastFour,
    scopes: [...key.scopes],
    createdByName: key.createdByName,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: key.lastUsedAddress,
    state: stateOf(key, new Date()),
    rotatedFrom: key.rotatedFrom,
    version: key.version,
  };
}
