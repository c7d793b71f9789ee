export {
  GraphClient,
  type GraphClientOptions,
  type GraphCredentials,
  type GraphTimeouts,
} from './graph-client';
export { MAX_CALLBACK_DATA_CHARACTERS, MAX_TEXT_CHARACTERS, type TextMessage } from './text-message';
export { ENVELOPE_LIMITS, envelopeOf, type OutgoingMessage } from './messages/envelope';
export { checkMessage, MESSAGE_TYPES } from './messages/check-message';
export type { MessageFault, MessageFaultCode } from './messages/fault';
export { InvalidMessage } from './messages/invalid-message';
export { wordsOf } from './messages/words';
export { CONTACTS_LIMITS } from './messages/contacts';
export { INTERACTIVE_KINDS } from './messages/interactive';
export { INTERACTIVE_LIMITS } from './messages/interactive-limits';
export { MEDIA_LIMITS } from './messages/media';
export { TEMPLATE_LIMITS } from './messages/template';
export { PARAMETER_LIMITS } from './messages/template-parameters';
export { TEXT_LIMITS } from './messages/text';
export type { Attempt, GraphError, SendOutcome } from './send-outcome';
export type { CallOutcome } from './call-outcome';
export type { FileToUpload } from './multipart';
export { MEDIA_BYTES, mediaKindOf, type MediaKind } from './media-limits';
export type { UploadOutcome } from './upload-outcome';
export { MediaClient, type MediaClientOptions, type MediaTimeouts, type WantedMedia } from './media-client';
export type { MediaOutcome } from './media-outcome';
export { catalogued, ERROR_CATALOGUE, ERROR_REFERENCE_URL, explain, retryClassOf } from './error-catalogue';
export type { ErrorCodes, ErrorFault, ErrorRow, ErrorScope, RetryClass } from './catalogue/error-row';
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
