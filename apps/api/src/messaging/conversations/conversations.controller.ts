import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../platform/http/page';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { MessagePageDto, toMessageDto } from '../messages/messages.dto';
import { AssignConversationDto, ConversationDto, ConversationPageDto } from './conversations.dto';
import { ConversationRow } from './conversations.repository';
import { ConversationsService } from './conversations.service';

const conversationId = new ResourceIdPipe('conversation');

@ApiTags('conversations')
@RequiresPermission('conversations.read')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(private readonly conversations: ConversationsService) {}

  @Get()
  @ApiOkResponse({ type: ConversationPageDto, description: 'Newest activity first.' })
  async listConversations(@Query() query: PageQuery): Promise<ConversationPageDto> {
    const { rows, nextCursor } = await this.conversations.list(query);
    return { data: rows.map(toDto), nextCursor };
  }

  @Get(':conversationId')
  @ApiOkResponse({ type: ConversationDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getConversation(@Param('conversationId', conversationId) id: string): Promise<ConversationDto> {
    return toDto(await this.conversations.get(id));
  }

  @Get(':conversationId/messages')
  @ApiOkResponse({ type: MessagePageDto, description: 'Newest first; the cursor leads to older ones.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async listMessages(
    @Param('conversationId', conversationId) id: string,
    @Query() query: PageQuery,
  ): Promise<MessagePageDto> {
    const { rows, nextCursor } = await this.conversations.listMessages(id, query);
    return { data: rows.map(toMessageDto), nextCursor };
  }

  @Put(':conversationId/assignment')
  @RequiresPermission('conversations.assign')
  @ApiOkResponse({ type: ConversationDto })
  @ApiNotFoundResponse({ type: ProblemDetails, description: 'No such conversation, or no such member.' })
  async assignConversation(
    @Param('conversationId', conversationId) id: string,
    @Body() { memberId }: AssignConversationDto,
  ): Promise<ConversationDto> {
    return toDto(await this.conversations.assign(id, memberId.toLowerCase()));
  }

  @Delete(':conversationId/assignment')
  @RequiresPermission('conversations.assign')
  @ApiOkResponse({ type: ConversationDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async unassignConversation(@Param('conversationId', conversationId) id: string): Promise<ConversationDto> {
    return toDto(await this.conversations.assign(id, null));
  }
}

function toDto(row: ConversationRow): ConversationDto {
  return {
    id: row.id,
    contact: { id: row.contactId, name: row.contactName, phone: row.phone === null ? null : `+${row.phone}` },
    channel: { id: row.channelId, name: row.channelName },
    assignee: row.assignee,
    lastMessage: row.lastMessage,
    lastMessageAt: row.lastMessageAt.toISOString(),
  };
}
