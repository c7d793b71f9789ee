import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public, SignedIn } from '../../platform/http/route-access';
import { MeDto } from '../accounts/accounts.dto';
import { CurrentExchange, CurrentPerson, Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { ConfirmSessionDto, SignInDto } from './sign-in.dto';
import { SignInService } from './sign-in.service';

@ApiTags('session')
@Controller('v1/session')
export class SignInController {
  constructor(private readonly signIns: SignInService) {}

  @Post()
  @HttpCode(200)
  @Public('Signing in is how a person proves who they are.')
  @ApiOkResponse({ type: MeDto, description: 'Signed in; the session is in the cookie.' })
  signIn(@CurrentExchange() exchange: Exchange, @Body() proof: SignInDto): Promise<MeDto> {
    return this.signIns.signIn(exchange, proof);
  }

  @Delete()
  @HttpCode(204)
  @SignedIn('People end their own session.')
  @ApiNoContentResponse()
  signOut(@CurrentExchange() exchange: Exchange, @CurrentPerson() me: SignedInPerson): Promise<void> {
    return this.signIns.signOut(exchange, me);
  }

  @Post('confirmation')
  @HttpCode(204)
  @SignedIn('People prove again who they are, before what is sensitive.')
  @ApiNoContentResponse({ description: 'Confirmed for the next 15 minutes.' })
  confirmSession(
    @CurrentExchange() exchange: Exchange,
    @CurrentPerson() me: SignedInPerson,
    @Body() proof: ConfirmSessionDto,
  ): Promise<void> {
    return this.signIns.confirm(exchange, me, proof);
  }
}
