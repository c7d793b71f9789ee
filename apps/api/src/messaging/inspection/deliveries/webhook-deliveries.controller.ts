import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../../platform/http/problem-details';
import { Costs } from '../../../platform/http/rate-limits/rate-limit.interceptor';
import { ResourceIdPipe } from '../../../platform/http/resource-id.pipe';
import { Operator } from '../../../platform/http/route-access';
import { WebhookDeliveriesService } from './webhook-deliveries.service';
import {
  WebhookDeliveryDetailDto,
  WebhookDeliveryPageDto,
  WebhookDeliveryQuery,
} from './webhook-deliveries.dto';

@ApiTags('operator')
@Operator('Nobody knows whose a webhook is before it is read.')
@Controller('v1/operator/webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveriesService) {}

  @Get()
  @Costs(5)
  @ApiOkResponse({ type: WebhookDeliveryPageDto })
  listWebhookDeliveries(@Query() query: WebhookDeliveryQuery): Promise<WebhookDeliveryPageDto> {
    return this.deliveries.list(query);
  }

  @Get(':deliveryId')
  @ApiOkResponse({
    type: WebhookDeliveryDetailDto,
    description: 'Recorded in the audit trail of every tenant whose data is known to be in it.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  getWebhookDelivery(
    @Param('deliveryId', new ResourceIdPipe('webhook delivery')) id: string,
  ): Promise<WebhookDeliveryDetailDto> {
    return this.deliveries.open(id);
  }
}
