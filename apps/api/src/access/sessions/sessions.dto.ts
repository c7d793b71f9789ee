import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Session' })
export class SessionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'The session that asks.' })
  isCurrent: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', description: 'Exact to a minute.' })
  lastSeenAt: string;

  @ApiProperty({ format: 'date-time', description: 'When it ends, however busy it is.' })
  expiresAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where it was signed in from.' })
  address: string | null;

  @ApiProperty({ type: String, nullable: true })
  userAgent: string | null;
}

@ApiSchema({ name: 'SessionList' })
export class SessionListDto {
  @ApiProperty({ type: [SessionDto], description: 'The last seen first.' })
  data: SessionDto[];
}
