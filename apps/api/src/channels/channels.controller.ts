import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Explanations } from '../kernel/explanations';
import { IfMatch } from '../platform/http/document-version';
import { ProblemDetails } from '../platform/http/problem-details';
import { ResourceIdPipe } from '../platform/http/resource-id.pipe';
import { Realtime } from '../platform/realtime/realtime';
import { RequiresPermission } from '../tenancy';
import { Channel } from './channel.entity';
import {
  ChannelDto,
  ChannelListDto,
  ConnectChannelDto,
  ReplaceAccessTokenDto,
  UpdateChannelDto,
} from './channels.dto';
import { ChannelsService } from './channels.service';
import { toExplainedFailureDto } from './explained-failure.dto';

const channelId = new ResourceIdPipe('channel');

@ApiTags('channels')
@Controller('v1/channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly explanations: Explanations,
    private readonly realtime: Realtime,
  ) {}

  @Get()
  @RequiresPermission('channels.read')
  @ApiOkResponse({ type: ChannelListDto })
  async listChannels(): Promise<ChannelListDto> {
    return { data: (await this.channels.list()).map((channel) => this.toDto(channel)) };
  }

  @Post()
  @RequiresPermission('channels.manage')
  @ApiCreatedResponse({ type: ChannelDto })
  @ApiConflictResponse({ type: ProblemDetails, description: '`number_taken`' })
  async connectChannel(@Body() wanted: ConnectChannelDto): Promise<ChannelDto> {
    return this.announced(
      await this.channels.connect({
        provider: 'whatsapp',
        accountId: wanted.wabaId,
        externalId: wanted.phoneNumberId,
        name: wanted.name,
        address: wanted.displayPhoneNumber,
        accessToken: wanted.accessToken,
        echoEnabled: false,
      }),
    );
  }

  @Patch(':channelId')
  @RequiresPermission('channels.manage')
  @ApiOkResponse({ type: ChannelDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async updateChannel(
    @Param('channelId', channelId) id: string,
    @Body() change: UpdateChannelDto,
    @IfMatch() version: number | null,
  ): Promise<ChannelDto> {
    return this.announced(await this.channels.update(id, change, version));
  }

  @Put(':channelId/access-token')
  @RequiresPermission('channels.manage')
  @ApiOkResponse({ type: ChannelDto })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async replaceAccessToken(
    @Param('channelId', channelId) id: string,
    @Body() { accessToken }: ReplaceAccessTokenDto,
  ): Promise<ChannelDto> {
    return this.announced(await this.channels.replaceAccessToken(id, accessToken));
  }

  private async announced(channel: Channel): Promise<ChannelDto> {
    await this.realtime.publish([{ tenantId: channel.tenantId, channelId: channel.id }]);
    return this.toDto(channel);
  }

  private toDto(channel: Channel): ChannelDto {
    const {
      accessTokenLastFour: lastFour,
      accessTokenFingerprint: fingerprint,
      accessTokenSetAt: setAt,
    } = channel;
    return {
      id: channel.id,
      name: channel.name,
      provider: channel.provider,
      displayPhoneNumber: channel.address,
      echoEnabled: channel.echoEnabled,
      simulated: channel.simulated,
      messagesPerSecond: channel.messagesPerSecond,
      held: this.heldOf(channel),
      version: channel.version,
      accessToken:
        lastFour === null || fingerprint === null || setAt === null
          ? null
          : { lastFour, fingerprint, setAt: setAt.toISOString() },
    };
  }

  private heldOf({
    provider,
    heldCode: code,
    heldReason,
    heldUntil,
    heldSince,
  }: Channel): ChannelDto['held'] {
    if (code === null || heldUntil === null) return null;
    const since = heldSince ?? heldUntil;
    const failure = toExplainedFailureDto(code, heldReason, this.explanations.of(provider, code));
    return { ...failure, since: since.toISOString(), until: heldUntil.toISOString() };
  }
}
