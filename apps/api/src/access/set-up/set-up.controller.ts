import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Costs } from '../../platform/http/rate-limits/rate-limit.interceptor';
import { Public } from '../../platform/http/route-access';
import { MeDto } from '../accounts/accounts.dto';
import { CurrentExchange, Exchange } from '../authorisation/exchange.decorator';
import { CompleteSetUpDto, SetUpStateDto } from './set-up.dto';
import { SetUpService } from './set-up.service';

@ApiTags('set-up')
@Controller('v1/set-up')
export class SetUpController {
  constructor(private readonly setUp: SetUpService) {}

  @Get()
  @Public('Nobody has an account before the set-up.')
  @ApiOkResponse({ type: SetUpStateDto })
  getSetUp(): Promise<SetUpStateDto> {
    return this.setUp.state();
  }

  @Post()
  // It is hashed and its strength is judged, which takes what dozens of other requests take.
  @Costs(10)
  @Public('The set-up token proves access to the server.')
  @ApiCreatedResponse({ type: MeDto, description: 'The first account, signed in.' })
  completeSetUp(@CurrentExchange() exchange: Exchange, @Body() wanted: CompleteSetUpDto): Promise<MeDto> {
    return this.setUp.complete(exchange, wanted);
  }
}
