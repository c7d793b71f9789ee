import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { MessageTraceDto } from './message-trace.dto';
import { MessageDto, MessagePageDto, toMessageDto } from './messages.dto';
import { MessagesService } from './messages.service';
import {
  SendInConversationDto,
  SendMessageDto,
  SendToPersonDto,
  SentMessagesQuery,
} from './send-message.dto';
import { TraceRow } from './sent-messages.repository';

const messageId = new ResourceIdPipe('message');

@ApiTags('messages')
@RequiresPermission('conversations.read')
@Controller('v1/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Post()
  @RequiresPermission('messages.send')
  @ApiExtraModels(SendInConversationDto, SendToPersonDto)
  @ApiBody({ schema: { oneOf: ['SendInConversation', 'SendToPerson'].map(toSchema) } })
  @ApiCreatedResponse({ type: MessageDto, description: 'Queued. What becomes of it is in its state.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiUnprocessableEntityResponse({
    type: ProblemDetails,
    description: 'A policy is against it; `detail` says what to do.',
  })
  async sendMessage(
    @Body() message: SendMessageDto,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<MessageDto> {
    return toMessageDto(await this.messages.send(message, idempotencyKey ?? null));
  }

  @Get()
  @ApiOkResponse({ type: MessagePageDto, description: 'What was sent and is to be sent, newest first.' })
  async listSentMessages(@Query() query: SentMessagesQuery): Promise<MessagePageDto> {
    const { rows, nextCursor } = await this.messages.list(query);
    return { data: rows.map(toMessageDto), nextCursor };
  }

  @Get(':messageId')
  @ApiOkResponse({ type: MessageDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getMessage(@Param('messageId', messageId) id: string): Promise<MessageDto> {
    return toMessageDto(await this.messages.get(id));
  }

  @Get(':messageId/trace')
  @ApiOkResponse({ type: MessageTraceDto, description: 'Everything that happened to a message of ours.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async traceMessage(@Param('messageId', messageId) id: string): Promise<MessageTraceDto> {
    return { events: (await this.messages.trace(id)).map(toEvent) };
  }

  @Post(':messageId/cancel')
  @HttpCode(200)
  @RequiresPermission('messages.send')
  @ApiOkResponse({ type: MessageDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse({ type: ProblemDetails, description: 'It is not waiting any more.' })
  async cancelMessage(@Param('messageId', messageId) id: string): Promise<MessageDto> {
    return toMessageDto(await this.messages.cancel(id));
  }

  @Post(':messageId/resend')
  @RequiresPermission('messages.send')
  @ApiCreatedResponse({
    type: MessageDto,
    description: 'A message of its own; of one that may have arrived, a possible duplicate.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse({ type: ProblemDetails, description: 'It was sent, or may still be.' })
  async resendMessage(@Param('messageId', messageId) id: string): Promise<MessageDto> {
    return toMessageDto(await this.messages.resend(id));
  }
}

function toSchema(name: string): { $ref: string } {
  return { $ref: getSchemaPath(name) };
}

const toEvent = ({ at, kind, durationMs, outcome, httpStatus, code, reason, traceId }: TraceRow) => ({
  kind,
  at: at.toISOString(),
  durationMs,
  outcome,
  httpStatus,
  code,
  reason,
  traceId,
});
