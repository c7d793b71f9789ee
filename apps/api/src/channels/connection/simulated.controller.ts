import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  ApiSchema,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { IsName } from '../../platform/http/text-input';
import { RequiresPermission } from '../../tenancy';
import { SimulatedService } from './simulated.service';

@ApiSchema({ name: 'ConnectSimulatedChannel' })
class ConnectSimulatedChannelDto {
  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: 80, default: 'Simulated number' })
  @IsOptional()
  @IsName()
  name?: string;
}

@ApiSchema({ name: 'SimulatedChannel' })
class SimulatedChannelDto {
  @ApiProperty({ format: 'uuid' })
  channelId: string;
}

@ApiTags('channels')
@RequiresPermission('channels.manage')
@Controller('v1/channels')
export class SimulatedController {
  constructor(private readonly simulated: SimulatedService) {}

  @Post('simulated')
  @ApiCreatedResponse({
    type: SimulatedChannelDto,
    description: 'A new number, which our simulator plays Meta for.',
  })
  @ApiResponse({
    status: 422,
    type: ProblemDetails,
    description: '`provider_not_configured`: there is no simulator.',
  })
  @ApiResponse({ status: 424, type: ProblemDetails, description: 'The simulator could not be asked.' })
  async connectSimulatedChannel(@Body() { name }: ConnectSimulatedChannelDto): Promise<SimulatedChannelDto> {
    return { channelId: await this.simulated.connect('whatsapp', name) };
  }

  @Post(':channelId/test-message')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Somebody who does not exist has written to a simulated number.' })
  @ApiNotFoundResponse({ type: ProblemDetails })
  @ApiResponse({
    status: 422,
    type: ProblemDetails,
    description: '`provider_invalid_parameters`: it is not simulated.',
  })
  @ApiResponse({ status: 424, type: ProblemDetails, description: 'The simulator could not be asked.' })
  writeTestMessage(@Param('channelId', new ResourceIdPipe('channel')) id: string): Promise<void> {
    return this.simulated.writeTo(id);
  }
}
