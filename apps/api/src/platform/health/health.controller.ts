import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { FastifyReply } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ANY_QUERY } from '../http/query-names';
import { UNCOUNTED } from '../http/rate-limits/rate-limits';
import { Public } from '../http/route-access';
import { Health } from './health';

const PROBED = { ...UNCOUNTED, ...ANY_QUERY };

class HealthReport {
  @ApiProperty({ enum: ['ok', 'unavailable'] })
  status: 'ok' | 'unavailable';

  @ApiProperty({ format: 'date-time' })
  timestamp: string;
}

@ApiTags('health')
@Public('Probes have no account, and learn one word.')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get()
  @RouteConfig(PROBED)
  @ApiOkResponse({ type: HealthReport, description: 'We can serve: the database answers.' })
  @ApiServiceUnavailableResponse({ type: HealthReport, description: 'The database is away.' })
  async getHealth(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return report(await this.health.databaseAnswers(), reply);
  }

  @Get('live')
  @RouteConfig(PROBED)
  @ApiOkResponse({ type: HealthReport, description: 'The process runs. Nothing else is asked.' })
  getLiveness(@Res({ passthrough: true }) reply: FastifyReply): HealthReport {
    return report(true, reply);
  }

  @Get('ready')
  @RouteConfig(PROBED)
  @ApiOkResponse({ type: HealthReport, description: 'Send traffic here.' })
  @ApiServiceUnavailableResponse({
    type: HealthReport,
    description: 'The database is away, or we are stopping.',
  })
  async getReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    return report(await this.health.isReady(), reply);
  }
}

function report(healthy: boolean, reply: FastifyReply): HealthReport {
  void reply.status(healthy ? 200 : 503).header('cache-control', 'no-store');
  return { status: healthy ? 'ok' : 'unavailable', timestamp: new Date().toISOString() };
}
