import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { currentTenant } from '../kernel/context';
import { Explanations } from '../kernel/explanations';
import { IfMatch } from '../platform/http/document-version';
import { ProblemDetails } from '../platform/http/problem-details';
import { ResourceIdPipe } from '../platform/http/resource-id.pipe';
import { Realtime } from '../platform/realtime/realtime';
import { RequiresPermission } from '../tenancy';
import { ListedChannel } from './channels.cache';
import {
  ChannelDto,
  ChannelListDto,
  ConnectChannelDto,
  ReplaceAccessTokenDto,
  UpdateChannelDto,
} from './channels.dto';
import { ChannelsService } from './channels.service';
import { DisconnectionService } from './connection/disconnection.service';
import { toExplainedFailureDto } from './explained-failure.dto';
import { TokenExpiry } from './provider/token-expiry';

const channelId = new ResourceIdPipe('channel');
/** The only one whose channels are connected by an access token. */
const PROVIDER = 'whatsapp';

@ApiTags('channels')
@Controller('v1/channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly disconnection: DisconnectionService,
    private readonly expiry: TokenExpiry,
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
        provider: PROVIDER,
        accountId: wanted.wabaId,
        externalId: wanted.phoneNumberId,
        name: wanted.name,
        address: wanted.displayPhoneNumber,
        accessToken: wanted.accessToken,
        accessTokenExpiresAt: await this.expiry.of(PROVIDER, wanted.accessToken),
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
    const expiresAt = await this.expiry.of(PROVIDER, accessToken);
    return this.announced(await this.channels.replaceAccessToken(id, accessToken, expiresAt));
  }

  @Delete(':channelId')
  @RequiresPermission('channels.manage')
  @HttpCode(204)
  @ApiNoContentResponse({
    description:
      'Its address is free. Its conversations stay, what waits to be sent fails, and its token is forgotten. With the ' +
      'last number of an account, Meta is told to send us no more of it. Connecting the number again goes on where it was.',
  })
  @ApiNotFoundResponse({ type: ProblemDetails })
  async disconnectChannel(@Param('channelId', channelId) id: string): Promise<void> {
    await this.disconnection.disconnect(id);
    await this.realtime.publish([{ tenantId: currentTenant(), channelId: id }]);
  }

  private async announced(channel: ListedChannel): Promise<ChannelDto> {
    await this.realtime.publish([{ tenantId: channel.tenantId, channelId: channel.id }]);
    return this.toDto(channel);
  }

  private toDto(channel: ListedChannel): ChannelDto {
    const {
      accessTokenLastFour: lastFour,
      accessTokenFingerprint: fingerprint,
      accessTokenSetAt: setAt,
      accessTokenExpiresAt: expiresAt,
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
          : {
              ...{ lastFour, fingerprint },
              setAt: setAt.toISOString(),
              expiresAt: expiresAt?.toISOString() ?? null,
            },
    };
  }

  private heldOf({
    provider,
    heldCode: code,
    heldReason,
    heldUntil,
    heldSince,
  }: ListedChannel): ChannelDto['held'] {
    if (code === null || heldUntil === null) return null;
    const since = heldSince ?? heldUntil;
    const failure = toExplainedFailureDto(code, heldReason, this.explanations.of(provider, code));
    return { ...failure, since: since.toISOString(), until: heldUntil.toISOString() };
  }
}
