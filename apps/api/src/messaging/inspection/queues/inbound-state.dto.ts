import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'InboundLastMinute' })
class InboundLastMinuteDto {
  @ApiProperty({ type: 'integer', description: 'Webhooks that we acknowledged.' })
  received: number;

  @ApiProperty({ type: 'integer', description: 'Events that were applied. One webhook may hold many.' })
  applied: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'From the receipt to the commit, the median.',
  })
  applyP50Ms: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  applyP99Ms: number | null;
}

@ApiSchema({ name: 'InboundLane' })
class InboundLaneDto {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 63 })
  lane: number;

  @ApiProperty({ type: 'integer' })
  waiting: number;

  @ApiProperty({ type: 'integer' })
  retrying: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  oldestWaitingAt: string | null;

  @ApiProperty({
    type: 'integer',
    description: 'Attempts under way; more than one means that a worker died or failed in the middle.',
  })
  attempts: number;
}

@ApiSchema({ name: 'InboundTenant' })
class InboundTenantDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'acme' })
  slug: string;

  @ApiProperty({ example: 'Acme' })
  name: string;

  @ApiProperty({ type: 'integer', description: 'Events that wait, first or again.' })
  waiting: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  oldestWaitingAt: string | null;
}

@ApiSchema({ name: 'InboundMedia' })
class InboundMediaDto {
  @ApiProperty({ type: 'integer', description: 'Files that are to be fetched, or are being fetched.' })
  waiting: number;

  @ApiProperty({ type: 'integer' })
  failed: number;
}

@ApiSchema({ name: 'InboundState' })
export class InboundStateDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'How long the oldest webhook or event that is not done has waited. Null: nothing waits.',
  })
  oldestWaitingSeconds: number | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  oldestWaitingAt: string | null;

  @ApiProperty({ type: 'integer', description: 'Webhooks that nobody has taken apart yet.' })
  deliveriesWaiting: number;

  @ApiProperty({ type: 'integer' })
  eventsWaiting: number;

  @ApiProperty({ type: 'integer', description: 'Events that failed and are tried again.' })
  eventsRetrying: number;

  @ApiProperty({ type: 'integer' })
  deadLettersWaiting: number;

  @ApiProperty({
    description: 'More waits than we count: the numbers, and perhaps the ages, are lower bounds.',
  })
  atLeast: boolean;

  @ApiProperty({ type: InboundLastMinuteDto })
  lastMinute: InboundLastMinuteDto;

  @ApiProperty({ type: [InboundLaneDto], description: 'Those with work, of 64.' })
  lanes: InboundLaneDto[];

  @ApiProperty({ type: [InboundTenantDto], description: 'The 20 with the most waiting, the most first.' })
  tenants: InboundTenantDto[];

  @ApiProperty({ type: InboundMediaDto })
  media: InboundMediaDto;

  @ApiProperty({ format: 'date-time', description: 'By the clock of the database.' })
  measuredAt: string;
}
