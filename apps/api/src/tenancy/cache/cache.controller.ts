import { Controller, Delete } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequiresPermission } from '../roles/permission.decorator';
import { ClearedCacheDto } from './cache.dto';
import { CacheService } from './cache.service';

@ApiTags('tenant')
@Controller('v1/cache')
export class CacheController {
  constructor(private readonly cache: CacheService) {}

  @Delete()
  @RequiresPermission('tenant.manage')
  @ApiOkResponse({ type: ClearedCacheDto, description: 'What is asked for from now on is read anew.' })
  async clearCache(): Promise<ClearedCacheDto> {
    const { entries, entities } = await this.cache.clear();
    return { success: true, dropped: { entries, entities: { ...entities } } };
  }
}
