import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { Explanations } from '../../../kernel/explanations';
import { Environment } from '../../../platform/config/environment';
import { AppDatabase, SystemDatabase } from '../../../platform/database/database';
import { Mailer } from '../../../platform/mail/mailer';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';
import { AuditTrail, NoticesService, TenantsRepository } from '../../../tenancy';
import { holdLetter, HoldNews } from './hold-letter';
import { HeldNumber, HoldNoticesRepository } from './hold-notices.repository';

/**
 * Tells by e-mail that a number is held. At most once for each hold: that it was told is committed before the first
 * mail goes out. Where the mail server took none, it is tried again while the hold lasts.
 */
@Injectable()
export class HoldNotices {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly notices: HoldNoticesRepository,
    private readonly members: NoticesService,
    private readonly tenants: TenantsRepository,
    private readonly explanations: Explanations,
    private readonly mailer: Mailer,
    private readonly environment: Environment,
    private readonly audit: AuditTrail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Of a channel of the current tenant. Asked twice, it tells once. */
  async tell(channelId: string): Promise<void> {
    const number = await this.system.transaction((transaction) => this.notices.take(transaction, channelId));
    if (number === null) return;
    this.logger.warn({ channelId, code: number.code }, 'a number cannot send');
    if (!this.mailer.isConfigured) return;
    const { addresses, news } = await this.app.transaction(async (transaction) => ({
      addresses: await this.members.wantingHoldMails(transaction),
      news: this.newsOf(number, await this.tenants.get(transaction)),
    }));
    let mailed = 0;
    for (const address of addresses) {
      if ((await this.mailer.send(holdLetter(address, news))).sent) mailed += 1;
    }
    if (mailed > 0) await this.record(number, mailed);
    else if (addresses.length > 0)
      await this.system.transaction((transaction) => this.notices.postpone(transaction, number));
  }

  private newsOf(number: HeldNumber, tenant: { slug: string; name: string }): HoldNews {
    const page = (path: string) => new URL(`/t/${tenant.slug}/${path}`, this.environment.PUBLIC_URL).href;
    return {
      number,
      explanation: this.explanations.of(number.provider, number.code),
      tenantName: tenant.name,
      channelsUrl: page('channels'),
      settingsUrl: page('settings'),
    };
  }

  private record({ id, name, code }: HeldNumber, mailed: number): Promise<void> {
    const target = { kind: 'channel', id, name };
    return this.app.transaction((transaction) =>
      this.audit.record(transaction, { action: 'channel.hold_told', target, after: { error: code, mailed } }),
    );
  }
}
