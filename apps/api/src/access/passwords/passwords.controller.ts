import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Costs } from '../../platform/http/rate-limits/rate-limit.interceptor';
import { SignedIn } from '../../platform/http/route-access';
import { CurrentExchange, CurrentPerson, Exchange } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { ChangePasswordDto } from './passwords.dto';
import { PasswordsService } from './passwords.service';

@ApiTags('me')
@Controller('v1/me/password')
export class PasswordsController {
  constructor(private readonly passwords: PasswordsService) {}

  @Put()
  // It is hashed and its strength is judged, which takes what dozens of other requests take.
  @Costs(10)
  @HttpCode(204)
  @SignedIn('People change their own password.')
  @ApiNoContentResponse({ description: 'Changed; every other session of theirs is ended.' })
  changePassword(
    @CurrentExchange() exchange: Exchange,
    @CurrentPerson() me: SignedInPerson,
    @Body() change: ChangePasswordDto,
  ): Promise<void> {
    return this.passwords.change(exchange, me, change);
  }
}
