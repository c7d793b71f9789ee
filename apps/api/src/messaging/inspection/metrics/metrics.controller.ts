import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../../platform/http/problem-details';
import { Public } from '../../../platform/http/route-access';
import { Metrics } from '../../../platform/telemetry/metrics';
import { ScraperGuard } from './scraper.guard';

@ApiTags('operator')
@Public('A scraper shows METRICS_TOKEN, the operator a session; nobody else is let in.')
@UseGuards(ScraperGuard)
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: "In Prometheus' text format, version 0.0.4.", type: String })
  @ApiResponse({
    status: 401,
    type: ProblemDetails,
    description: '`invalid_metrics_token`, `sign_in_required`',
  })
  @ApiResponse({ status: 403, type: ProblemDetails, description: '`operator_only`' })
  getMetrics(): Promise<string> {
    return this.metrics.text();
  }
}
