import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../../../platform/http/document-version';
import { RequiresPermission } from '../../../tenancy';
import { fromDto, NewSendingPolicyDto, SendingPolicyDto, toSendingPolicyDto } from './sending-policy.dto';
import { SendingPolicyService } from './sending-policy.service';

@ApiTags('messages')
@Controller('v1/sending-policy')
export class SendingPolicyController {
  constructor(private readonly policies: SendingPolicyService) {}

  @Get()
  @RequiresPermission('tenant.read')
  @ApiOkResponse({ type: SendingPolicyDto })
  async getSendingPolicy(): Promise<SendingPolicyDto> {
    return toSendingPolicyDto(await this.policies.get());
  }

  @Put()
  @RequiresPermission('tenant.manage')
  @ApiOkResponse({ type: SendingPolicyDto, description: 'What waits is looked at anew.' })
  async setSendingPolicy(
    @Body() wanted: NewSendingPolicyDto,
    @IfMatch() version: number | null,
  ): Promise<SendingPolicyDto> {
    return toSendingPolicyDto(await this.policies.set(fromDto(wanted), version));
  }
}
