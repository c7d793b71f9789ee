import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { SignedIn } from '../../platform/http/route-access';
import { CurrentPerson } from '../authorisation/exchange.decorator';
import { SignedInPerson } from '../authorisation/principal';
import { SessionListDto } from './sessions.dto';
import { SessionsService } from './sessions.service';

@ApiTags('session')
@SignedIn('People see and end their own sessions.')
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @ApiOkResponse({ type: SessionListDto })
  async listSessions(@CurrentPerson() me: SignedInPerson): Promise<SessionListDto> {
    return { data: await this.sessions.list(me) };
  }

  @Delete(':sessionId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ type: ProblemDetails })
  endSession(
    @CurrentPerson() me: SignedInPerson,
    @Param('sessionId', new ResourceIdPipe('session')) sessionId: string,
  ): Promise<void> {
    return this.sessions.end(me, sessionId);
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Every session but this one is ended.' })
  endOtherSessions(@CurrentPerson() me: SignedInPerson): Promise<void> {
    return this.sessions.endOthers(me);
  }
}
