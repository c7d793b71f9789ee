import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBody,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Direct, DirectRequest } from '../../platform/http/direct-route';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ANY_QUERY } from '../../platform/http/query-names';
import { UNCOUNTED } from '../../platform/http/rate-limits/rate-limits';
import { Public } from '../../platform/http/route-access';
import { WebhookReceiver } from './webhook-receiver';

@ApiTags('webhooks')
@Controller('webhooks/whatsapp')
export class WebhookController {
  constructor(private readonly receiver: WebhookReceiver) {}

  @Get()
  @RouteConfig({ ...UNCOUNTED, ...ANY_QUERY })
  @Public('Meta proves itself with the verify token.')
  @ApiQuery({ name: 'hub.challenge', type: String })
  @ApiQuery({ name: 'hub.verify_token', type: String })
  @ApiQuery({ name: 'hub.mode', type: String })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The challenge, for the right verify token.', type: String })
  @ApiResponse({ status: 403, type: ProblemDetails })
  verifyWebhook(
    @Query('hub.mode') mode: unknown,
    @Query('hub.verify_token') token: unknown,
    @Query('hub.challenge') challenge: unknown,
  ): string {
    return this.receiver.handshake({ mode, token, challenge });
  }

  @Post()
  @Direct()
  @HttpCode(200)
  @Public('Meta proves itself with a signature over the body.')
  @ApiHeader({ name: 'X-Hub-Signature-256', required: true, description: 'sha256=<HMAC of the raw body>' })
  @ApiBody({ schema: { type: 'object' }, description: 'A webhook of Meta; any signed bytes are kept.' })
  @ApiOkResponse({
    description: 'The bytes are stored. Nothing else has happened yet.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @ApiResponse({ status: 401, type: ProblemDetails, description: 'Not signed with an active app secret.' })
  @ApiResponse({ status: 413, type: ProblemDetails, description: 'Above 4 MB.' })
  @ApiResponse({ status: 415, type: ProblemDetails, description: 'Compressed.' })
  @ApiResponse({
    status: 503,
    type: ProblemDetails,
    description: 'No secret is configured, we cannot store, or have too much to store. Send it again.',
  })
  receiveWebhook(@Req() request: DirectRequest): Promise<string> {
    return this.receiver.receive(request);
  }
}
