/**
 * The contract between messaging and a provider. An adapter turns the provider's bytes into elements and our messages
 * into the provider's calls; it decides nothing else. Adding a provider is a folder in `adapters/` and one line in the
 * composition.
 */
export interface CommunicationAdapter {
  /** Names the provider in `channel.provider` and `webhook_delivery.provider`. */
  readonly provider: string;

  /**
   * Splits a stored webhook into its elements, every one of them, in order. Never throws: what it does not understand
   * is a quarantined element, and a body that cannot be parsed is exactly one of those.
   */
  split(body: Buffer): InboundElement[];

  /** Hands one text to the provider. Never throws for anything the provider or the network does. */
  sendText(channel: SendingChannel, message: OutboundText): Promise<SendOutcome>;
}

export const COMMUNICATION_ADAPTERS = Symbol('communication adapters');

/** One way to recognise a person, such as a phone number or WhatsApp's business-scoped user id (BSUID). */
export interface Identity {
  readonly kind: 'phone' | 'bsuid';
  readonly value: string;
}

export interface InboundMessageElement {
  readonly kind: 'message';
  /** The address that was written to, as the provider names it. */
  readonly channelExternalId: string;
  /** At least one; the first is the one to answer to. */
  readonly sender: readonly [Identity, ...Identity[]];
  readonly senderName: string | null;
  readonly providerMessageId: string;
  /** The provider's word: text, image, interactive, ... An open list. */
  readonly type: string;
  readonly text: string | null;
  /** ISO time by the provider's clock, in whole seconds. */
  readonly occurredAt: string;
  readonly payload: unknown;
}

export interface StatusElement {
  readonly kind: 'status';
  readonly channelExternalId: string;
  readonly providerMessageId: string;
  /** The provider's word; those that move a message are in message-state.ts, the others are only recorded. */
  readonly status: string;
  readonly recipient: string;
  /** Our message id, when the provider gives it back. */
  readonly callbackId: string | null;
  readonly occurredAt: string;
  readonly failure: Failure | null;
  readonly payload: unknown;
}

export interface QuarantinedElement {
  readonly kind: 'quarantined';
  readonly reason: 'not_json' | 'not_a_webhook' | 'not_understood' | 'unknown_channel';
  readonly detail: string | null;
  readonly payload: unknown;
}

export type InboundElement = InboundMessageElement | StatusElement | QuarantinedElement;

export interface SendingChannel {
  readonly externalId: string;
  readonly accessToken: string;
}

export interface OutboundText {
  readonly id: string;
  readonly recipient: string;
  readonly text: string;
}

export interface Failure {
  readonly code: string;
  readonly reason: string;
}

export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerMessageId: string }
  /** The provider answered no, and would again. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** It certainly did not go out, and may go out later. */
  | { readonly kind: 'postponed'; readonly failure: Failure }
  /** It may have gone out. Only a status can tell. */
  | { readonly kind: 'unknown'; readonly failure: Failure };
