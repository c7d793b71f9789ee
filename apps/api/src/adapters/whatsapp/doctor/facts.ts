import { NumberFacts, SubscribedApp, TokenFacts } from '@parley/whatsapp-cloud';
import { ProviderOutcome } from '../../../channels';

/** All that the rules go by, gathered before any of them is asked. */
export interface ConnectionFacts {
  readonly nowMs: number;
  readonly phoneNumberId: string;
  /** Null where nobody said. */
  readonly wabaId: string | null;
  /** Our app at Meta; null where the installation does not name it. */
  readonly appId: string | null;
  /** Where Meta is to send webhooks. */
  readonly webhookUrl: string;
  readonly token: ProviderOutcome<TokenFacts>;
  readonly number: ProviderOutcome<NumberFacts>;
  /** Null where no account is known. */
  readonly accountNumbers: ProviderOutcome<NumberFacts[]> | null;
  readonly apps: ProviderOutcome<SubscribedApp[]> | null;
  /** How far Meta's clock is ahead of ours; null where it said nothing. */
  readonly graphAheadMs: number | null;
}

export interface DoctorFacts extends ConnectionFacts {
  readonly door: DoorFacts;
  readonly lastInboundAt: Date | null;
  /** Our simulator plays Meta for it: nobody on the internet need reach us. */
  readonly simulated: boolean;
}

/** What our own public address answered to us. */
export interface DoorFacts {
  /** Null: no verify token, or no app secret, is configured. */
  readonly handshake: DoorAnswer | null;
  readonly signedPost: DoorAnswer | null;
}

export type DoorAnswer =
  | { readonly kind: 'ours' }
  /** Somebody answered, and not as we would. */
  | { readonly kind: 'other'; readonly httpStatus: number }
  | { readonly kind: 'unreachable'; readonly reason: string };
