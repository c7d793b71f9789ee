import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../../platform/http/route-access';
import { CurrentPerson } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { MeDto, UpdateMeDto } from './accounts.dto';
import { AccountsService } from './accounts.service';

@ApiTags('me')
@SignedIn('People see and change their own account.')
@Controller('v1/me')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @ApiOkResponse({ type: MeDto })
  getMe(@CurrentPerson() me: SignedInPerson): Promise<MeDto> {
    return this.accounts.describe(me.userId, me.confirmedAt);
  }

  @Patch()
  @ApiOkResponse({ type: MeDto })
  updateMe(@CurrentPerson() me: SignedInPerson, @Body() { name }: UpdateMeDto): Promise<MeDto> {
    return this.accounts.rename(me, name);
  }
}
