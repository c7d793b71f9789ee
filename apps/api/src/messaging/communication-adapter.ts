import { Readable } from 'node:stream';
import { TemplateForm } from '../channels';
import { Explanation } from '../kernel/explanations';

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

  /** What a stored message holds beyond its words, for whoever reads it; null where the words are all. Never throws. */
  contentOf(message: StoredContent): MessageContent | null;

  /** What is wrong with a message before anything is sent; nothing, if all is well. Never throws. */
  faultsOf(content: OutboundContent): readonly MessageFault[];

  /**
   * What a person would read of a message of ours: in one line, or, of one that is made of a template which is known, all
   * that it says. Never throws.
   */
  wordsOf(content: OutboundContent, template?: TemplateForm | null): string | null;

  /**
   * The template that a message is made from, by a name that two messages share where the provider would pause both; null
   * where it is made from none. Never throws.
   */
  templateOf(content: OutboundContent): string | null;

  /** Which news of the account `standingOf` reads. */
  readonly standingFields: readonly string[];

  /**
   * What a channel may do, by the newest news of each sort, the oldest first, and by why it is held (null: it is not).
   * Pure; never throws.
   */
  standingOf(news: readonly AccountNews[], heldCode: string | null, nowMs: number): ChannelStanding;

  /** What one of the provider's codes means, of a send, a status or a hold; null for what is none. Never throws. */
  explain(code: string): Explanation | null;

  /**
   * Hands one message to the provider. Never throws for anything the provider or the network does. Asks `mayBegin` at
   * most once, when its first byte would go out; where that is false, nothing goes out, and it answers that it was not sent.
   */
  send(channel: SendingChannel, message: OutboundMessage, mayBegin?: () => boolean): Promise<SendResult>;

  /**
   * Opens the bytes of a received file. Never throws for anything the provider or the network does before the first
   * byte; the stream itself may break off, and whoever reads it must end it.
   */
  openMedia(channel: SendingChannel, media: MediaToFetch): Promise<MediaOutcome>;
}

export const COMMUNICATION_ADAPTERS = Symbol('communication adapters');

/**
 * One way to recognise somebody: a phone number (digits, without +), WhatsApp's business-scoped user id (BSUID), the
 * same for linked portfolios, or the id of a group.
 */
export interface Identity {
  readonly kind: 'phone' | 'bsuid' | 'parent_bsuid' | 'group';
  readonly value: string;
}

/** Whom a conversation is with: a person, or a group. */
export interface Correspondent {
  /** All that is true of them now; the first is the one to answer to. */
  readonly identities: readonly [Identity, ...Identity[]];
  /** What was true of them until `occurredAt`: an older number, an older id. Empty but where the provider links the two. */
  readonly formerly: readonly Identity[];
  readonly name: string | null;
  /** `address_book`: as the business saved it; `profile`: as the person says. */
  readonly nameSource: 'profile' | 'address_book';
  readonly username: string | null;
}

/** Where the provider says an element belongs. At least one of the three. */
export interface Whereabouts {
  /** The address that was written to or from, as the provider names it (WhatsApp: phone number id). */
  readonly channelExternalId: string | null;
  /** The provider's account above it (WhatsApp: WABA id). */
  readonly accountId: string | null;
  /** The address as people read it, digits only, where the provider names no other. */
  readonly address: string | null;
}

interface FromProvider {
  readonly whereabouts: Whereabouts;
  /** ISO time by the provider's clock, in whole seconds; where the provider gives none, null: when we received it. */
  readonly occurredAt: string | null;
  /** The element as it came, sanitised. */
  readonly payload: unknown;
}

export interface MediaReference {
  /** The provider's word: image, video, audio, voice, document, sticker. */
  readonly kind: string;
  readonly providerMediaId: string;
  readonly mimeType: string | null;
  /** As it came: base64 or hexadecimal. */
  readonly sha256: string | null;
  readonly fileName: string | null;
  /** Good for minutes. */
  readonly url: string | null;
}

/** Something in a conversation, from the person or (echo, history) from the business's own app. */
export interface MessageElement extends FromProvider {
  readonly kind: 'message';
  readonly direction: 'inbound' | 'outbound';
  /** live: as it happened. history, echo: from the business's own app. standby: another app answers this conversation. */
  readonly origin: 'live' | 'history' | 'echo' | 'standby';
  readonly correspondent: Correspondent;
  /** Who wrote it, where that is not the correspondent: a participant of a group. */
  readonly author: Correspondent | null;
  readonly providerMessageId: string;
  /** The provider's word: text, image, interactive, ... An open list; `call` and `call_end` for calls. */
  readonly type: string;
  /** What a person would read of it in one line. */
  readonly text: string | null;
  /** Of an outbound message of history or echo; otherwise null. */
  readonly state: 'sent' | 'failed' | 'delivered' | 'read' | 'played' | null;
  /** The message that this one changes or speaks about: of a reaction, an edit, a revocation, the end of a call. */
  readonly targetProviderMessageId: string | null;
  readonly replyToProviderMessageId: string | null;
  readonly forwarded: 'once' | 'often' | null;
  /** What brought them here, where the provider then lets us answer for longer. */
  readonly cameFrom?: 'advert';
  readonly media: readonly MediaReference[];
}

/** A message as `split` gave it. */
export interface StoredContent {
  readonly type: string;
  readonly payload: unknown;
}

/** What there is to show of a message beside its text and its files. What it does not have is null. */
export interface MessageContent {
  readonly location: MessageLocation | null;
  readonly contacts: readonly MessageCard[] | null;
  readonly order: MessageOrder | null;
  readonly interactive: MessageInteractive | null;
  readonly referral: MessageReferral | null;
  readonly call: MessageCall | null;
  readonly unsupported: { readonly kind: string | null; readonly reason: string | null } | null;
  readonly system: { readonly kind: string } | null;
}

export interface MessageLocation {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly url: string | null;
}

/** Somebody's card, sent as a message. */
export interface MessageCard {
  readonly name: string | null;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export interface MessageOrder {
  readonly items: readonly MessageOrderItem[];
  readonly text: string | null;
  /** Null where the items differ in it. */
  readonly currency: string | null;
  readonly total: number | null;
}

export interface MessageOrderItem {
  readonly productId: string | null;
  readonly quantity: number | null;
  readonly price: number | null;
  readonly currency: string | null;
}

/** What somebody chose or filled in. */
export interface MessageInteractive {
  /** The provider's word: button, button_reply, list_reply, nfm_reply, call_permission_reply. An open list. */
  readonly kind: string;
  readonly title: string | null;
  readonly id: string | null;
  readonly description: string | null;
  /** Of a form: what was filled in. */
  readonly responses: Readonly<Record<string, unknown>> | null;
}

/** The advert or post from which somebody came. */
export interface MessageReferral {
  readonly kind: string | null;
  readonly id: string | null;
  readonly url: string | null;
  readonly headline: string | null;
  readonly body: string | null;
  readonly imageUrl: string | null;
}

export interface MessageCall {
  /** The provider's word, once it is over: COMPLETED, FAILED. */
  readonly status: string | null;
  readonly durationSeconds: number | null;
}

export interface StatusElement extends FromProvider {
  readonly kind: 'status';
  readonly providerMessageId: string;
  /** The provider's word; those that move a message are in message-state.ts, the others are only recorded. */
  readonly status: string;
  readonly recipient: string;
  /** Our message id, when the provider gives it back. */
  readonly callbackId: string | null;
  readonly failure: Failure | null;
  /** It failed because the person wants no marketing from the business. */
  readonly isOptedOut?: true;
  /** As it came. */
  readonly pricing: unknown;
}

/** News of a person without a message: ids that changed, a name in the business's address book. */
export interface PersonElement extends FromProvider {
  readonly kind: 'person';
  readonly correspondent: Correspondent;
}

/** What a person allows: marketing messages, stop or resume. */
export interface PreferenceElement extends FromProvider {
  readonly kind: 'preference';
  readonly correspondent: Correspondent;
  readonly category: string;
  readonly value: string;
  readonly detail: string | null;
}

/** News of the account: templates, quality, limits, security, errors, and every field that is new to us. */
export interface AccountElement extends FromProvider {
  readonly kind: 'account';
  /** The provider's name for this sort of news, such as message_template_status_update. */
  readonly field: string;
  /** Its word for what happened, such as APPROVED. */
  readonly event: string | null;
  /** What it is about, such as the id or the name of a template. */
  readonly subject: string | null;
}

/** News of the account as it was stored. */
export interface AccountNews {
  readonly field: string;
  readonly event: string | null;
  readonly payload: unknown;
}

export interface ChannelStanding {
  /**
   * flagged: its quality is low. restricted: it may answer, but not begin conversations; answers_restricted: the other way
   * round; silenced: neither. needs_reauth: the provider takes its access token no more.
   */
  readonly state:
    'connected' | 'flagged' | 'restricted' | 'answers_restricted' | 'silenced' | 'banned' | 'needs_reauth';
  /** When that changes by itself for the first time, in milliseconds since 1970; null: nobody says. */
  readonly untilMs: number | null;
  /** With how many people all channels of the account may begin conversations in 24 h; null: not limited, or not known. */
  readonly mayBeginWith: number | null;
}

export interface QuarantinedElement {
  readonly kind: 'quarantined';
  readonly reason: 'not_json' | 'too_large' | 'not_a_webhook' | 'not_understood';
  readonly detail: string | null;
  readonly payload: unknown;
}

/** What belongs to a tenant once it is routed. */
export type TenantElement =
  MessageElement | StatusElement | PersonElement | PreferenceElement | AccountElement;

export type InboundElement = TenantElement | QuarantinedElement;

export interface SendingChannel {
  readonly externalId: string;
  readonly accessToken: string;
}

/** A message in the provider's own shape for that type. */
export interface OutboundContent {
  readonly type: string;
  readonly body: unknown;
}

export interface OutboundMessage extends OutboundContent {
  readonly id: string;
  readonly recipient: { readonly kind: 'phone' | 'bsuid' | 'group'; readonly value: string };
  /** The provider's id of the message that this one answers. */
  readonly replyTo: string | null;
}

export interface MessageFault {
  /** The path to it: interactive.action.buttons[0].reply.title */
  readonly field: string;
  /** too_long, missing, ... */
  readonly code: string;
  readonly message: string;
}

export interface MediaToFetch {
  readonly providerMediaId: string;
  /** The one of the webhook, if it may still be good. */
  readonly url: string | null;
  /** Bytes; more is refused. */
  readonly maxBytes: number;
}

export type MediaOutcome =
  | {
      readonly kind: 'opened';
      /** Fails with the code `too_large` where there is more than `maxBytes`, and otherwise as the connection does. */
      readonly content: Readable;
      /** As the provider says. */
      readonly mimeType: string | null;
      readonly byteSize: number | null;
      readonly sha256: string | null;
    }
  /** It will never come: gone, refused, too large, on a host that may not have our token. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** It may come later. */
  | { readonly kind: 'postponed'; readonly failure: Failure };

export interface Failure {
  readonly code: string;
  readonly reason: string;
}

/** What one try to send came to, in words of no provider. Adapters translate their codes into it (reliability.md D3). */
export type SendAnswer =
  | { readonly kind: 'accepted'; readonly providerMessageId: string }
  /** The provider answered no, and would again. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Too fast: certainly not sent, and the message is not at fault. */
  | {
      readonly kind: 'throttled';
      readonly failure: Failure;
      readonly scope: 'channel' | 'account' | 'pair' | 'app';
      /** As the provider says, if it does. */
      readonly retryAfterMs: number | null;
    }
  /** The channel is in maintenance for a while: certainly not sent. */
  | {
      readonly kind: 'unavailable';
      readonly failure: Failure;
      readonly scope: 'channel';
      readonly pauseMs: number;
    }
  /** Nothing of that scope goes out until somebody does something: a token, a payment, a template. */
  | {
      readonly kind: 'blocked';
      readonly failure: Failure;
      readonly scope: 'channel' | 'account' | 'template';
    }
  /** Not to this person now; perhaps after hours or days. */
  | { readonly kind: 'later'; readonly failure: Failure; readonly afterMs: number }
  /** This person wants no marketing from the business. */
  | { readonly kind: 'opted_out'; readonly failure: Failure }
  /** It certainly never reached the provider. */
  | { readonly kind: 'not_sent'; readonly failure: Failure }
  /** It may have gone out. Only a status can tell. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

/** What is known of one call, for whoever looks into it later. */
export interface AttemptFacts {
  readonly httpStatus: number | null;
  readonly code: string | null;
  readonly traceId: string | null;
  readonly bytesWritten: boolean;
}

export interface SendResult {
  readonly answer: SendAnswer;
  /** Null where no call was made. */
  readonly attempt: AttemptFacts | null;
}
