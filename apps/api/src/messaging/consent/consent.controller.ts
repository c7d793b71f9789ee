import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import { ContactConsentDto, SetContactConsentDto, toContactConsentDto } from './consent.dto';
import { ConsentService } from './consent.service';

const contactId = new ResourceIdPipe('contact');

@ApiTags('contacts')
@Controller('v1/contacts/:contactId/consent')
export class ConsentController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @RequiresPermission('conversations.read')
  @ApiOkResponse({ type: ContactConsentDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async getContactConsent(@Param('contactId', contactId) id: string): Promise<ContactConsentDto> {
    return toContactConsentDto(await this.consents.get(id));
  }

  @Put()
  @RequiresPermission('contacts.manage')
  @ApiOkResponse({ type: ContactConsentDto, description: 'Kept with who said so, and in the audit trail.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async setContactConsent(
    @Param('contactId', contactId) id: string,
    @Body() { consent }: SetContactConsentDto,
  ): Promise<ContactConsentDto> {
    return toContactConsentDto(await this.consents.set(id, consent));
  }
}
