import { Body, Controller, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { RequiresPermission } from '../../tenancy';
import { toFindingDto } from '../doctor/finding.dto';
import { EmbeddedSignupDto, SignedUpChannelDto } from './sign-up.dto';
import { SignUpService } from './sign-up.service';

@ApiTags('channels')
@RequiresPermission('channels.manage')
@Controller('v1/channels')
export class SignUpController {
  constructor(private readonly signUps: SignUpService) {}

  @Post('embedded-signup')
  @ApiCreatedResponse({ type: SignedUpChannelDto })
  @ApiConflictResponse({ type: ProblemDetails, description: '`number_taken`' })
  @ApiResponse({ status: 422, type: ProblemDetails, description: 'The provider said no: `provider_...`' })
  @ApiResponse({ status: 424, type: ProblemDetails, description: 'The provider could not be asked.' })
  async connectBySignup(
    @Body() { code, phoneNumberId, wabaId, name, pin }: EmbeddedSignupDto,
  ): Promise<SignedUpChannelDto> {
    const { channelId, findings } = await this.signUps.connect('whatsapp', {
      ...{ code, externalId: phoneNumberId, accountId: wabaId, pin },
      channelName: name,
    });
    return { channelId, findings: findings.map(toFindingDto) };
  }
}
