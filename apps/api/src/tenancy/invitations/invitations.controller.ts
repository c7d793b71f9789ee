import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiGoneResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../roles/permission.decorator';
import { InvitationDelivery } from './invitation-delivery';
import { stateOf } from './invitation-state';
import { InvitationDto, InvitationListDto, InvitationWithLinkDto, NewInvitationDto } from './invitations.dto';
import { InvitationRow } from './invitations.repository';
import { InvitationsService, OpenedInvitation } from './invitations.service';

const invitationId = new ResourceIdPipe('invitation');

@ApiTags('invitations')
@Controller('v1/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly delivery: InvitationDelivery,
  ) {}

  @Get()
  @RequiresPermission('members.read')
  @ApiOkResponse({ type: InvitationListDto })
  async listInvitations(): Promise<InvitationListDto> {
    return { data: (await this.invitations.list()).map(toDto) };
  }

  @Post()
  @RequiresPermission('members.manage')
  @ApiCreatedResponse({ type: InvitationWithLinkDto })
  @ApiForbiddenResponse({ type: ProblemDetails })
  @ApiConflictResponse({ type: ProblemDetails, description: '`already_member` or `already_invited`' })
  async createInvitation(@Body() { email, role }: NewInvitationDto): Promise<InvitationWithLinkDto> {
    return this.withLink(await this.invitations.invite(email, role));
  }

  @Post(':invitationId/link')
  @RequiresPermission('members.manage')
  @ApiCreatedResponse({ type: InvitationWithLinkDto, description: 'The link of before is dead.' })
  @ApiForbiddenResponse({ type: ProblemDetails })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiGoneResponse({ type: ProblemDetails })
  async renewInvitationLink(@Param('invitationId', invitationId) id: string): Promise<InvitationWithLinkDto> {
    return this.withLink(await this.invitations.renewLink(id));
  }

  @Delete(':invitationId')
  @HttpCode(204)
  @RequiresPermission('members.manage')
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ type: ProblemDetails })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiGoneResponse({ type: ProblemDetails })
  revokeInvitation(@Param('invitationId', invitationId) id: string): Promise<void> {
    return this.invitations.revoke(id);
  }

  private async withLink(opened: OpenedInvitation): Promise<InvitationWithLinkDto> {
    return { ...toDto(opened.invitation), ...(await this.delivery.deliver(opened)) };
  }
}

function toDto(row: InvitationRow): InvitationDto {
  const { id, email, role, invitedByName, createdAt, expiresAt } = row;
  return {
    id,
    email,
    role,
    state: stateOf(row, new Date()),
    invitedByName,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
