import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { Costs } from '../../platform/http/rate-limits/rate-limit.interceptor';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { ContactDto, MergeContactsDto, toContactDto } from './contacts.dto';
import { ContactsService } from './contacts.service';

const contactId = new ResourceIdPipe('contact');

@ApiTags('contacts')
@Controller('v1/contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Get(':contactId')
  @RequiresPermission('conversations.read')
  @ApiOkResponse({ type: ContactDto, description: 'Of one that was merged into another, the other.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getContact(@Param('contactId', contactId) id: string): Promise<ContactDto> {
    return toContactDto(await this.contacts.get(id));
  }

  @Post(':contactId/merges')
  @RequiresPermission('contacts.manage')
  @Costs(20)
  @ApiCreatedResponse({ type: ContactDto })
  @ApiBadRequestResponse({ type: ProblemDetails, description: '`same_contact`, `invalid_input`' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse({ type: ProblemDetails, description: '`already_merged`, `too_many_identities`' })
  @ApiServiceUnavailableResponse({ type: ProblemDetails, description: '`contacts_busy`' })
  async mergeContacts(
    @Param('contactId', contactId) id: string,
    @Body() { fromContactId }: MergeContactsDto,
  ): Promise<ContactDto> {
    return toContactDto(await this.contacts.merge(id, fromContactId.toLowerCase()));
  }

  @Delete(':contactId/merges/:mergeId')
  @RequiresPermission('contacts.manage')
  @Costs(20)
  @ApiOkResponse({
    type: ContactDto,
    description: 'Messages that came since stay where we cannot tell who wrote them.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiConflictResponse({ type: ProblemDetails, description: '`merge_undone`, `already_merged`' })
  @ApiServiceUnavailableResponse({ type: ProblemDetails, description: '`contacts_busy`' })
  async undoMerge(
    @Param('contactId', contactId) id: string,
    @Param('mergeId', new ResourceIdPipe('merge')) merge: string,
  ): Promise<ContactDto> {
    return toContactDto(await this.contacts.undoMerge(id, merge));
  }
}
