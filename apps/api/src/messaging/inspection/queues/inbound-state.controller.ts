import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Operator } from '../../../platform/http/route-access';
import { InboundStateDto } from './inbound-state.dto';
import { InboundStateService } from './inbound-state.service';

@ApiTags('operator')
@Operator('What waits is of every tenant.')
@Controller('v1/operator/inbound')
export class InboundStateController {
  constructor(private readonly states: InboundStateService) {}

  @Get()
  @ApiOkResponse({ type: InboundStateDto })
  getInboundState(): Promise<InboundStateDto> {
    return this.states.now();
  }
}
