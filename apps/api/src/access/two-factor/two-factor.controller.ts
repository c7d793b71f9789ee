import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RecentSignIn, SignedIn } from '../../platform/http/route-access';
import { CurrentExchange, CurrentPerson, Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { ActivateTwoFactorDto, RecoveryCodesDto, TwoFactorSecretDto } from './two-factor.dto';
import { TwoFactorService } from './two-factor.service';

@ApiTags('me')
@SignedIn('People protect their own account.')
@Controller('v1/me')
export class TwoFactorController {
  constructor(private readonly twoFactor: TwoFactorService) {}

  @Post('two-factor')
  @RecentSignIn()
  @ApiCreatedResponse({
    type: TwoFactorSecretDto,
    description: 'Not asked for before its first code was entered.',
  })
  beginTwoFactor(@CurrentPerson() me: SignedInPerson): Promise<TwoFactorSecretDto> {
    return this.twoFactor.begin(me);
  }

  @Post('two-factor/activation')
  @HttpCode(200)
  @ApiOkResponse({ type: RecoveryCodesDto })
  activateTwoFactor(
    @CurrentExchange() exchange: Exchange,
    @CurrentPerson() me: SignedInPerson,
    @Body() { code }: ActivateTwoFactorDto,
  ): Promise<RecoveryCodesDto> {
    return this.twoFactor.activate(exchange, me, code);
  }

  @Delete('two-factor')
  @HttpCode(204)
  @RecentSignIn()
  @ApiNoContentResponse()
  disableTwoFactor(
    @CurrentExchange() exchange: Exchange,
    @CurrentPerson() me: SignedInPerson,
  ): Promise<void> {
    return this.twoFactor.disable(exchange, me);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @RecentSignIn()
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'The ones before are void.' })
  renewRecoveryCodes(@CurrentPerson() me: SignedInPerson): Promise<RecoveryCodesDto> {
    return this.twoFactor.renewRecoveryCodes(me);
  }
}
