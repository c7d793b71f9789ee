import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiGoneResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { Costs } from '../../platform/http/rate-limits/rate-limit.interceptor';
import { Public } from '../../platform/http/route-access';
import { CurrentExchange, Exchange } from '../authorisation/exchange.decorator';
import {
  AcceptedInvitationDto,
  AcceptInvitationDto,
  InvitationPreviewDto,
  PreviewInvitationDto,
} from './joining.dto';
import { JoiningService } from './joining.service';

@ApiTags('invitations')
@Controller('v1/invitations')
export class JoiningController {
  constructor(private readonly joining: JoiningService) {}

  @Post('preview')
  @HttpCode(200)
  @Public('Whoever holds the link sees who invites them before they sign up.')
  @ApiOkResponse({ type: InvitationPreviewDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiGoneResponse({ type: ProblemDetails })
  previewInvitation(@Body() { token }: PreviewInvitationDto): Promise<InvitationPreviewDto> {
    return this.joining.preview(token);
  }

  @Post('acceptance')
  // It is hashed and its strength is judged, which takes what dozens of other requests take.
  @Costs(10)
  @HttpCode(200)
  @Public('Whoever is invited has no account yet, or proves theirs by its session.')
  @ApiOkResponse({ type: AcceptedInvitationDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiGoneResponse({ type: ProblemDetails })
  acceptInvitation(
    @CurrentExchange() exchange: Exchange,
    @Body() answer: AcceptInvitationDto,
  ): Promise<AcceptedInvitationDto> {
    return this.joining.accept(exchange, answer);
  }
}
