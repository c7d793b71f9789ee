import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ProblemDetails } from '../../platform/http/problem-details';
import { ResourceIdPipe } from '../../platform/http/resource-id.pipe';
import { RequiresPermission } from '../../tenancy';
import {
  ChangeChannelProfileDto,
  ChannelPinDto,
  ChannelProfileDto,
  RequestVerificationCodeDto,
  toChannelProfileDto,
  VerificationCodeDto,
} from './connection.dto';
import { ConnectionService } from './connection.service';

const channelId = new ResourceIdPipe('channel');

@ApiTags('channels')
@RequiresPermission('channels.manage')
@ApiNotFoundResponse({ type: ProblemDetails })
@ApiResponse({ status: 422, type: ProblemDetails, description: 'The provider said no: `provider_...`' })
@ApiResponse({ status: 424, type: ProblemDetails, description: 'The provider could not be asked.' })
@ApiResponse({
  status: 429,
  type: ProblemDetails,
  description: 'Asked too often: by us, or by the provider.',
})
@Controller('v1/channels/:channelId')
export class ConnectionController {
  constructor(private readonly connection: ConnectionService) {}

  @Post('subscribe')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'What arrives for the account is sent to us. May be repeated.' })
  subscribeChannel(@Param('channelId', channelId) id: string): Promise<void> {
    return this.connection.subscribe(id);
  }

  @Post('verification-code')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'A code is told to whoever answers the number.' })
  requestVerificationCode(
    @Param('channelId', channelId) id: string,
    @Body() { method, language }: RequestVerificationCodeDto,
  ): Promise<void> {
    return this.connection.requestCode(id, { method, language });
  }

  @Post('verification')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The number is verified.' })
  verifyChannel(
    @Param('channelId', channelId) id: string,
    @Body() { code }: VerificationCodeDto,
  ): Promise<void> {
    return this.connection.verifyCode(id, code);
  }

  @Post('register')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The number is registered, and can send.' })
  registerChannel(@Param('channelId', channelId) id: string, @Body() { pin }: ChannelPinDto): Promise<void> {
    return this.connection.register(id, pin);
  }

  @Post('deregister')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The number can send no more until it is registered again.' })
  deregisterChannel(@Param('channelId', channelId) id: string): Promise<void> {
    return this.connection.deregister(id);
  }

  @Put('pin')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Two-step verification has this PIN now.' })
  setChannelPin(@Param('channelId', channelId) id: string, @Body() { pin }: ChannelPinDto): Promise<void> {
    return this.connection.setPin(id, pin);
  }

  @Get('profile')
  @RequiresPermission('channels.read')
  @ApiOkResponse({ type: ChannelProfileDto })
  async getChannelProfile(@Param('channelId', channelId) id: string): Promise<ChannelProfileDto> {
    return toChannelProfileDto(await this.connection.profileOf(id));
  }

  @Put('profile')
  @ApiOkResponse({ type: ChannelProfileDto })
  async changeChannelProfile(
    @Param('channelId', channelId) id: string,
    @Body() change: ChangeChannelProfileDto,
  ): Promise<ChannelProfileDto> {
    return toChannelProfileDto(await this.connection.changeProfile(id, { ...change }));
  }
}
