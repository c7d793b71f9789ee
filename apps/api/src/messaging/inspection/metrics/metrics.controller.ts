import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { OperatorOrToken } from '../../../platform/http/route-access';
import { Metrics } from '../../../platform/telemetry/metrics';

@ApiTags('operator')
@OperatorOrToken('METRICS_TOKEN', 'What it tells is of the whole installation.')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: "In Prometheus' text format, version 0.0.4.", type: String })
  getMetrics(): Promise<string> {
    return this.metrics.text();
  }
}
