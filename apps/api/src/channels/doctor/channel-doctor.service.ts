import { Injectable } from '@nestjs/common';
import { forTenants } from '../../kernel/context';
import { notFound } from '../../kernel/problem';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { ChannelsRepository } from '../channels.repository';
import { ChannelSigns, Finding } from '../provider/channel-provider';
import { TenantProviderFor, TenantProviders } from '../provider/tenant-providers';
import { ChannelSignsRepository } from './channel-signs.repository';

export interface Examination {
  readonly channelName: string;
  readonly findings: readonly Finding[];
}

/** Finds out what is wrong with a connection, and says how to mend it. Changes nothing. */
@Injectable()
export class ChannelDoctorService {
  constructor(
    private readonly providers: TenantProviders,
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly channels: ChannelsRepository,
    private readonly signs: ChannelSignsRepository,
  ) {}

  /** Of a channel of the current tenant. @throws Problem 404 */
  async examine(channelId: string): Promise<Examination> {
    return examined(await this.providers.of(channelId), await this.signsOf(channelId));
  }

  /** For whoever runs the installation: of whomever it is. @throws Problem 404 */
  async examineAcrossTenants(name: string): Promise<Examination> {
    const [place] = await this.system.systemTransaction((transaction) =>
      this.channels.namedAcrossTenants(transaction, name),
    );
    if (place === undefined) throw notFound('channel');
    const { tenantId, channelId } = place;
    const [made, signs] = await forTenants([tenantId], () =>
      Promise.all([this.providers.of(channelId, 'operator.doctor'), this.signsOf(channelId)]),
    );
    return examined(made, signs);
  }

  private signsOf(channelId: string): Promise<ChannelSigns> {
    return this.app.reading((transaction) => this.signs.of(transaction, channelId));
  }
}

async function examined(made: TenantProviderFor, signs: ChannelSigns): Promise<Examination> {
  const channelName = made.channel.name;
  if (made.kind === 'ready') {
    const findings = await made.provider.ask((provider, access) => provider.examine(access, signs));
    return { channelName, findings };
  }
  const { code: check, reason } = made.trouble;
  const fix = check === 'unreadable_access_token' ? GIVE_TOKEN_AGAIN : null;
  return { channelName, findings: [{ check, verdict: 'fault', reason, fix }] };
}

const GIVE_TOKEN_AGAIN = 'Give the number its access token again, and tell whoever runs Parley.';
