import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Costs } from '../../platform/http/rate-limits/rate-limit.interceptor';
import { Public } from '../../platform/http/route-access';
import { CurrentExchange, Exchange } from '../authorisation/exchange.decorator';
import { PasswordResetsService } from './password-resets.service';
import { CompletePasswordResetDto, RequestPasswordResetDto } from './passwords.dto';

@ApiTags('password resets')
@Controller('v1/password-resets')
export class PasswordResetsController {
  constructor(private readonly resets: PasswordResetsService) {}

  @Post()
  @HttpCode(202)
  @Public('Who forgot their password cannot sign in.')
  @ApiAcceptedResponse({ description: 'Whether such an account exists is told only to its mailbox.' })
  requestPasswordReset(
    @CurrentExchange() exchange: Exchange,
    @Body() { email }: RequestPasswordResetDto,
  ): Promise<void> {
    return this.resets.request(exchange, email);
  }

  @Post('completion')
  // It is hashed and its strength is judged, which takes what dozens of other requests take.
  @Costs(10)
  @HttpCode(204)
  @Public('The reset token proves access to the mailbox.')
  @ApiNoContentResponse({ description: 'Set; every session of theirs is ended.' })
  completePasswordReset(
    @CurrentExchange() exchange: Exchange,
    @Body() { token, password }: CompletePasswordResetDto,
  ): Promise<void> {
    return this.resets.complete(exchange, token, password);
  }
}
