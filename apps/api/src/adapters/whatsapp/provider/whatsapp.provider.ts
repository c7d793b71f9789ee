import { AppCredentials, ManagementClient } from '@parley/whatsapp-cloud';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import {
  ChannelAccess,
  ChannelProvider,
  ChannelSigns,
  ConfigurationFault,
  Finding,
  GivenConfiguration,
  ProviderHealth,
} from '../../../channels';
import { Environment } from '../../../platform/config/environment';
import { findingsOfConnection, findingsOfValues } from '../doctor/checks';
import { knock } from '../doctor/door';
import { gather, WhatToAsk } from '../doctor/gather';
import { graphAddressOf } from '../graph-address';
import { NUMBER_NEWS_FIELDS, numberNewsOf } from '../number-news';
import { WhatsAppTemplates } from '../templates/whatsapp-templates';
import { WHATSAPP } from '../whatsapp.adapter';
import { CAPABILITIES } from './capabilities';
import { configurationFaults } from './configuration';
import { HEALTH_FIELDS, healthOf } from './health';
import { Simulator } from './simulated-number';
import { outcomeOf } from './trouble';
import { WhatsAppConnection } from './whatsapp-connection';

const WEBHOOK_PATH = '/api/webhooks/whatsapp';

/** Meta's management of accounts and numbers. */
@Injectable()
export class WhatsAppProvider implements ChannelProvider, OnApplicationShutdown {
  readonly provider = WHATSAPP;
  readonly capabilities = CAPABILITIES;
  readonly connection: WhatsAppConnection;
  readonly templates: WhatsAppTemplates;
  readonly news = { newsFields: NUMBER_NEWS_FIELDS, newsOf: numberNewsOf };
  private readonly management: ManagementClient;

  constructor(private readonly environment: Environment) {
    this.management = new ManagementClient(graphAddressOf(environment));
    this.connection = new WhatsAppConnection(this.management, this.app, simulatorOf(environment));
    this.templates = new WhatsAppTemplates(this.management, environment.WHATSAPP_APP_ID ?? null);
  }

  onApplicationShutdown(): Promise<void> {
    return this.management.close();
  }

  faultsOf(given: GivenConfiguration): readonly ConfigurationFault[] {
    return configurationFaults(given, {
      hasAppSecret: this.appSecret !== undefined,
      hasVerifyToken: this.environment.WHATSAPP_VERIFY_TOKEN !== undefined,
    });
  }

  async tryOut(given: GivenConfiguration): Promise<readonly Finding[]> {
    const { accessToken = '', phoneNumberId = '', wabaId } = given;
    const account = wabaId === undefined || wabaId === '' ? null : wabaId;
    return findingsOfValues(await gather(this.management, this.toAsk(accessToken, phoneNumberId, account)));
  }

  async health({ externalId, accessToken }: ChannelAccess): Promise<ProviderHealth> {
    const access = { phoneNumberId: externalId, accessToken };
    return healthOf(outcomeOf(await this.management.numbers.get(access, HEALTH_FIELDS)));
  }

  async examine(access: ChannelAccess, { lastInboundAt }: ChannelSigns): Promise<readonly Finding[]> {
    const { accessToken, externalId, accountId, simulated } = access;
    const [facts, door] = await Promise.all([
      gather(this.management, this.toAsk(accessToken, externalId, accountId)),
      knock(this.webhookUrl, {
        verifyToken: this.environment.WHATSAPP_VERIFY_TOKEN,
        appSecret: this.appSecret,
      }),
    ]);
    return findingsOfConnection({ ...facts, door, lastInboundAt, simulated });
  }

  private toAsk(accessToken: string, phoneNumberId: string, wabaId: string | null): WhatToAsk {
    return {
      ...{ accessToken, phoneNumberId, wabaId },
      webhookUrl: this.webhookUrl,
      appId: this.environment.WHATSAPP_APP_ID ?? null,
      app: this.app,
    };
  }

  private get app(): AppCredentials | null {
    const { appSecret } = this;
    const appId = this.environment.WHATSAPP_APP_ID;
    return appId === undefined || appSecret === undefined ? null : { appId, appSecret };
  }

  private get webhookUrl(): string {
    return new URL(WEBHOOK_PATH, this.environment.PUBLIC_URL).href;
  }

  /** The first is the one in use; the others are on their way in or out. */
  private get appSecret(): string | undefined {
    return this.environment.WHATSAPP_APP_SECRETS?.[0];
  }
}

const simulatorOf = ({
  WHATSAPP_GRAPH_URL: url,
  WHATSAPP_SIMULATOR_TOKEN: accessToken,
}: Environment): Simulator | null => (accessToken === undefined ? null : { url, accessToken });
