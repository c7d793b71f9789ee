import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { RequiresPermission } from '../../tenancy';
import {
  ChannelCapabilitiesListDto,
  ConfigurationCheckDto,
  toCapabilitiesDto,
  toConfigurationCheckDto,
  ValidateChannelDto,
} from './configuration.dto';
import { ConfigurationService } from './configuration.service';

const DEFAULT_PROVIDER = 'whatsapp';

@ApiTags('channels')
@Controller('v1/channels')
export class ConfigurationController {
  constructor(private readonly configuration: ConfigurationService) {}

  @Get('capabilities')
  @RequiresPermission('channels.read')
  @ApiOkResponse({ type: ChannelCapabilitiesListDto, description: 'One for each provider.' })
  listChannelCapabilities(): ChannelCapabilitiesListDto {
    return { data: this.configuration.capabilities().map(toCapabilitiesDto) };
  }

  @Post('validate')
  @HttpCode(200)
  @RequiresPermission('channels.manage')
  @ApiOkResponse({ type: ConfigurationCheckDto, description: 'Nothing is stored or changed.' })
  @ApiResponse({ status: 422, type: ProblemDetails, description: '`provider_unsupported_provider`' })
  async validateChannel(@Body() { provider, ...given }: ValidateChannelDto): Promise<ConfigurationCheckDto> {
    return toConfigurationCheckDto(
      await this.configuration.check(provider ?? DEFAULT_PROVIDER, { ...given }),
    );
  }
}
