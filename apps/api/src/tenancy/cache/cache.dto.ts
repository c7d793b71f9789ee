import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'DroppedCacheEntries' })
class DroppedCacheEntriesDto {
  @ApiProperty({ type: 'integer', example: 3 })
  entries: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { channel: 1, 'sending-policy': 1, tenant: 1 },
    description: 'How many of each sort.',
  })
  entities: Record<string, number>;
}

@ApiSchema({ name: 'ClearedCache' })
export class ClearedCacheDto {
  @ApiProperty({ enum: [true], description: 'Nothing that was cached before is given out any more.' })
  success: true;

  @ApiProperty({
    type: DroppedCacheEntriesDto,
    description:
      'What the process that answers had of this workspace, and Redis, where there is one. Other processes drop what they ' +
      'have as well; nobody counts that.',
  })
  dropped: DroppedCacheEntriesDto;
}
