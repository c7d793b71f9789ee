export {
  GraphClient,
  type GraphClientOptions,
  type GraphCredentials,
  type GraphTimeouts,
} from './graph-client';
export {
  InvalidMessage,
  MAX_CALLBACK_DATA_CHARACTERS,
  MAX_TEXT_CHARACTERS,
  type TextMessage,
} from './text-message';
export type { GraphError, SendOutcome } from './send-outcome';
export { MediaClient, type MediaClientOptions, type MediaTimeouts, type WantedMedia } from './media-client';
export type { MediaOutcome } from './media-outcome';
export { retryClassOf, type RetryClass } from './error-catalogue';
export { secretBehind, signatureMatches, signBody } from './signature';
export { toWireBytes } from './wire-bytes';
export type {
  CallEvent,
  GroupEvent,
  HistoryChunk,
  InboundMedia,
  InboundMessage,
  MessageContext,
  MessageEcho,
  MessagesValue,
  SavedContact,
  StatusPricing,
  StatusUpdate,
  UserAction,
  UserIdUpdate,
  UserPreference,
  WebhookChange,
  WebhookContact,
  WebhookEntry,
  WebhookError,
  WebhookMetadata,
  WebhookPayload,
} from './webhook-payload';
