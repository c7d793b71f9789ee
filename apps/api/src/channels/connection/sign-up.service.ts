import { Injectable } from '@nestjs/common';
import { Realtime } from '../../platform/realtime/realtime';
import { ChannelsService } from '../channels.service';
import { ChannelAccess } from '../provider/channel-access';
import { ChannelConnection, SignUp } from '../provider/channel-connection';
import { Finding } from '../provider/channel-provider';
import { problemOf, ProviderOutcome, valueOf } from '../provider/provider-trouble';
import { TenantProviders } from '../provider/tenant-providers';

const MAX_NAME = 80;

export interface SignedUp {
  readonly channelId: string;
  readonly findings: readonly Finding[];
}

/**
 * Connects the address that somebody has just given us at the provider's own sign-up. The code of it is good once: when
 * the token is ours it is stored, and the steps after that may fail and be taken again one by one.
 */
@Injectable()
export class SignUpService {
  constructor(
    private readonly providers: TenantProviders,
    private readonly channels: ChannelsService,
    private readonly realtime: Realtime,
  ) {}

  /** @throws Problem 409 when the address is connected, here or elsewhere; 422, 424 as the provider says */
  async connect(
    name: string,
    { channelName, pin, ...signUp }: SignUp & { channelName: string | undefined; pin: string | undefined },
  ): Promise<SignedUp> {
    const provider = this.providers.known(name);
    const claimed = valueOf(await provider.connection.claim(signUp));
    const { externalId, accountId } = signUp;
    const { accessToken, address } = claimed;
    const channel = await this.channels.connect({
      ...{ provider: name, externalId, accountId, accessToken, address },
      name: (channelName ?? claimed.displayName ?? address).slice(0, MAX_NAME),
      echoEnabled: false,
      accessTokenExpiresAt: claimed.expiresAt,
    });
    await this.realtime.publish([{ tenantId: channel.tenantId, channelId: channel.id }]);
    const access = { externalId, accountId, accessToken, simulated: false };
    return { channelId: channel.id, findings: await this.finish(provider.connection, { access, pin }) };
  }

  private async finish(
    connection: ChannelConnection,
    { access, pin }: { access: ChannelAccess; pin: string | undefined },
  ): Promise<Finding[]> {
    const subscribed = await connection.subscribe(access);
    const findings = [findingOf('subscribed_app', subscribed, 'Choose Subscribe.')];
    if (pin === undefined) return findings;
    const registered = await connection.register(access, pin);
    return [...findings, findingOf('number_state', registered, 'Register it with its PIN.')];
  }
}

function findingOf(check: string, outcome: ProviderOutcome<true>, fix: string): Finding {
  if (outcome.kind === 'done') return { check, verdict: 'ok', reason: 'Done.', fix: null };
  const { title, detail } = problemOf(outcome.trouble);
  return { check, verdict: 'fault', reason: [title, detail].join(' '), fix };
}
