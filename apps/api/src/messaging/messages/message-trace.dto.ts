import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const EVENTS = ['queued', 'attempt', 'status'] as const;

@ApiSchema({ name: 'MessageTraceEvent' })
class MessageTraceEventDto {
  @ApiProperty({
    enum: EVENTS,
    description:
      'queued: it was written. attempt: one try to hand it over. status: what the provider told of it.',
  })
  kind: (typeof EVENTS)[number];

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of an attempt: until its answer, in milliseconds.',
  })
  durationMs: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of an attempt: what the answer came to, null while it runs. Of a status: its word.',
    example: 'accepted',
  })
  outcome: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  httpStatus: number | null;

  @ApiProperty({ type: String, nullable: true, description: "The provider's code." })
  code: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The provider's own name for the call." })
  traceId: string | null;
}

@ApiSchema({ name: 'MessageTrace' })
export class MessageTraceDto {
  @ApiProperty({ type: [MessageTraceEventDto], description: 'In the order in which it happened.' })
  events: MessageTraceEventDto[];
}
