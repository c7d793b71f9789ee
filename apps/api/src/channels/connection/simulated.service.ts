import { Injectable } from '@nestjs/common';
import { Realtime } from '../../platform/realtime/realtime';
import { ChannelsService } from '../channels.service';
import { valueOf } from '../provider/provider-trouble';
import { TenantProviders } from '../provider/tenant-providers';

const NAME = 'Simulated number';
const TEST_MESSAGE = 'Hello! This is a test message.';

/** A number to try things out with, which nobody has to apply for. */
@Injectable()
export class SimulatedService {
  constructor(
    private readonly providers: TenantProviders,
    private readonly channels: ChannelsService,
    private readonly realtime: Realtime,
  ) {}

  /** Answers the id of the channel. @throws Problem 422 where there is no simulator, 424 where it is away */
  async connect(provider: string, name = NAME): Promise<string> {
    const made = valueOf(await this.providers.known(provider).connection.simulate(name));
    const channel = await this.channels.connect(
      { ...made, provider, name, echoEnabled: false },
      { simulated: true },
    );
    await this.realtime.publish([{ tenantId: channel.tenantId, channelId: channel.id }]);
    return channel.id;
  }

  /** @throws Problem 404, 422 for a number that is not simulated, 424 where the simulator is away */
  async writeTo(channelId: string): Promise<void> {
    const { provider } = await this.providers.ready(channelId);
    valueOf(await provider.ask(({ connection }, access) => connection.writeTo(access, TEST_MESSAGE)));
  }
}
