import { ChannelAccess } from './channel-access';
import { ProviderOutcome } from './provider-trouble';

/** The steps on which an address comes to its provider, and what people see of it. Each is one call, made once. */
export interface ChannelConnection {
  /** Has the provider send us what arrives for the account, at our own address. May be repeated. */
  subscribe(access: ChannelAccess): Promise<ProviderOutcome<true>>;
  /** Has the provider send us nothing more of the account. May be repeated. */
  unsubscribe(access: ChannelAccess): Promise<ProviderOutcome<true>>;
  /** Has a code told to whoever answers the number. */
  requestCode(access: ChannelAccess, wanted: WantedCode): Promise<ProviderOutcome<true>>;
  verifyCode(access: ChannelAccess, code: string): Promise<ProviderOutcome<true>>;
  /** `pin`: the number's own, or the one that it is to have. */
  register(access: ChannelAccess, pin: string): Promise<ProviderOutcome<true>>;
  deregister(access: ChannelAccess): Promise<ProviderOutcome<true>>;
  setPin(access: ChannelAccess, pin: string): Promise<ProviderOutcome<true>>;
  profile(access: ChannelAccess): Promise<ProviderOutcome<ChannelProfile>>;
  /** What is not named stays. */
  changeProfile(access: ChannelAccess, change: ChannelProfileChange): Promise<ProviderOutcome<true>>;
  /** Until when a token is good; null: it does not end, or the provider does not say. Never fails. */
  expiryOf(accessToken: string): Promise<Date | null>;
  /** Makes a token of what the sign-up of the provider gave, and makes sure that the address is theirs who signed up. */
  claim(signUp: SignUp): Promise<ProviderOutcome<ClaimedAddress>>;
  /** Has our simulator make an address that is nobody's yet; `not_configured` where none plays the provider. */
  simulate(displayName: string): Promise<ProviderOutcome<SimulatedAddress>>;
  /** Has somebody who does not exist write to a simulated address; `invalid_parameters` for a real one. */
  writeTo(access: ChannelAccess, text: string): Promise<ProviderOutcome<true>>;
}

export const CODE_METHODS = ['SMS', 'VOICE'] as const;

export interface WantedCode {
  readonly method: (typeof CODE_METHODS)[number];
  /** As the provider names it: en_US. */
  readonly language: string;
}

/** What was never filled in is null. */
export interface ChannelProfile {
  readonly about: string | null;
  readonly address: string | null;
  readonly description: string | null;
  readonly email: string | null;
  /** The provider's word for the trade: an open list. */
  readonly vertical: string | null;
  readonly websites: readonly string[];
  readonly pictureUrl: string | null;
}

export type ChannelProfileChange = Partial<Omit<ChannelProfile, 'pictureUrl'>>;

export interface SignUp {
  readonly code: string;
  readonly externalId: string;
  readonly accountId: string;
}

export interface ClaimedAddress {
  readonly accessToken: string;
  readonly expiresAt: Date | null;
  /** As people write to it: +15550100042. */
  readonly address: string;
  readonly displayName: string | null;
}

export interface SimulatedAddress {
  readonly externalId: string;
  readonly accountId: string;
  readonly accessToken: string;
  /** As people write to it: +15550100042. */
  readonly address: string;
}
