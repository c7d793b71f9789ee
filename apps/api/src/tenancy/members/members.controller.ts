import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { currentActor } from '../../kernel/context';
import { IfMatch } from '../../platform/http/document-version';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../roles/permission.decorator';
import { MemberDto, MemberListDto, UpdateMemberDto } from './members.dto';
import { MemberRow } from './members.repository';
import { MembersService } from './members.service';

const memberId = new ResourceIdPipe('member');
const OWNER_ONLY = { type: ProblemDetails, description: '`owner_only`: owners alone decide about owners.' };
const LAST_OWNER = { type: ProblemDetails, description: '`last_owner`: a tenant needs an owner.' };

@ApiTags('members')
@Controller('v1')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get('members')
  @RequiresPermission('members.read')
  @ApiOkResponse({ type: MemberListDto })
  async listMembers(): Promise<MemberListDto> {
    return { data: (await this.members.list()).map(toDto) };
  }

  @Patch('members/:memberId')
  @RequiresPermission('members.manage')
  @ApiOkResponse({ type: MemberDto })
  @ApiForbiddenResponse(OWNER_ONLY)
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse(LAST_OWNER)
  async updateMember(
    @Param('memberId', memberId) id: string,
    @IfMatch() version: number | null,
    @Body() change: UpdateMemberDto,
  ): Promise<MemberDto> {
    return toDto(await this.members.changeRole(id, change.role, version));
  }

  @Delete('members/:memberId')
  @HttpCode(204)
  @RequiresPermission('members.manage')
  @ApiNoContentResponse()
  @ApiForbiddenResponse(OWNER_ONLY)
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse(LAST_OWNER)
  removeMember(@Param('memberId', memberId) id: string): Promise<void> {
    return this.members.remove(id);
  }

  @Delete('membership')
  @HttpCode(204)
  @RequiresPermission('tenant.read', { peopleOnly: true })
  @ApiNoContentResponse({ description: 'The caller is no member any more.' })
  @ApiConflictResponse(LAST_OWNER)
  leaveTenant(): Promise<void> {
    return this.members.leave();
  }
}

function toDto({ joinedAt, ...member }: MemberRow): MemberDto {
  return { ...member, isMe: member.userId === currentActor().id, joinedAt: joinedAt.toISOString() };
}
