import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../../platform/http/problem-details';
import { ResourceIdPipe } from '../../../platform/http/resource-id.pipe';
import { Operator } from '../../../platform/http/route-access';
import {
  DeadLetterDetailDto,
  DeadLetterGroupListDto,
  DeadLetterPageDto,
  DeadLetterQuery,
} from './dead-letters.dto';
import { DeadLettersService } from './dead-letters.service';

@ApiTags('operator')
@Operator('What could not be read, routed or applied is of every tenant, or of none.')
@Controller('v1/operator')
export class DeadLettersController {
  constructor(private readonly letters: DeadLettersService) {}

  @Get('dead-letter-groups')
  @ApiOkResponse({ type: DeadLetterGroupListDto })
  async listDeadLetterGroups(): Promise<DeadLetterGroupListDto> {
    return { data: await this.letters.groups() };
  }

  @Get('dead-letters')
  @ApiOkResponse({ type: DeadLetterPageDto })
  listDeadLetters(@Query() query: DeadLetterQuery): Promise<DeadLetterPageDto> {
    return this.letters.list(query);
  }

  @Get('dead-letters/:deadLetterId')
  @ApiOkResponse({
    type: DeadLetterDetailDto,
    description: 'Recorded in the audit trail of the tenant whose it is.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  getDeadLetter(
    @Param('deadLetterId', new ResourceIdPipe('dead letter')) id: string,
  ): Promise<DeadLetterDetailDto> {
    return this.letters.open(id);
  }
}
