import { ChannelAccess } from './channel-access';
import { ChannelConnection } from './channel-connection';
import { ChannelNewsReader } from './channel-news';
import { ChannelTemplates } from './channel-templates';
import { ProviderTrouble } from './provider-trouble';

/**
 * What channels ask of a provider beside messages: whether a connection is right, and to put it right. As with
 * messaging's adapters, nothing here knows a provider by name. No method throws for what a provider or the network does.
 */
export interface ChannelProvider {
  /** Names it in `channel.provider`. */
  readonly provider: string;
  readonly capabilities: ChannelCapabilities;
  readonly connection: ChannelConnection;
  readonly templates: ChannelTemplates;
  readonly news: ChannelNewsReader;

  /** What is wrong with values before anybody is asked. Pure. */
  faultsOf(given: GivenConfiguration): readonly ConfigurationFault[];

  /** Asks the provider about values that have no fault. Changes nothing. */
  tryOut(given: GivenConfiguration): Promise<readonly Finding[]>;

  /** Asks the provider whether the credentials of a channel work. Changes nothing. */
  health(access: ChannelAccess): Promise<ProviderHealth>;

  /** Looks at everything that a connection needs. Changes nothing. */
  examine(access: ChannelAccess, signs: ChannelSigns): Promise<readonly Finding[]>;
}

export const CHANNEL_PROVIDERS = Symbol('channel providers');

/** What we have seen of a channel ourselves. */
export interface ChannelSigns {
  /** When the last message of somebody came in; null: never. */
  readonly lastInboundAt: Date | null;
}

export interface ChannelCapabilities {
  readonly provider: string;
  readonly operations: readonly ChannelOperation[];
  readonly requiredParameters: readonly string[];
  readonly optionalParameters: readonly string[];
  readonly limits: ChannelLimits;
  readonly supportsWebhooks: boolean;
}

export interface ChannelOperation {
  readonly id: string;
  readonly name: string;
  /** 1 reads, 2 writes, 3 changes what others see, 4 can stop a number. */
  readonly complexity: 1 | 2 | 3 | 4;
}

export interface ChannelLimits {
  readonly messagesPerSecond: number;
  /** To one person, on average. */
  readonly secondsBetweenMessagesToOnePerson: number;
  /** Calls that are no messages, for an account. */
  readonly managementCallsPerHour: number;
}

/** Values as somebody gave them, by the names of the capabilities; nothing is known of them yet. */
export type GivenConfiguration = Readonly<Partial<Record<string, string>>>;

export interface ConfigurationFault {
  readonly field: string;
  /** missing, malformed, recommended: an open list. */
  readonly code: string;
  readonly message: string;
  /** An error keeps it from working. */
  readonly severity: 'error' | 'warning';
}

export type Verdict = 'ok' | 'warning' | 'fault' | 'unknown';

/** What was found out about one part of a connection, for a company's admin. */
export interface Finding {
  /** Names the part: access_token, number_state, ... */
  readonly check: string;
  /** unknown: nobody could be asked, which says nothing about the part. */
  readonly verdict: Verdict;
  readonly reason: string;
  /** What to do about it; null where there is nothing to do. */
  readonly fix: string | null;
}

export type ProviderHealth =
  | { readonly healthy: true; readonly facts: ChannelFacts }
  | { readonly healthy: false; readonly trouble: ProviderTrouble; readonly facts: ChannelFacts | null };

/** What the provider says of an address, in its own words; null: it does not say. */
export interface ChannelFacts {
  readonly state: string | null;
  readonly quality: string | null;
  readonly displayName: string | null;
  readonly messagingLimit: string | null;
  readonly throughput: string | null;
}
