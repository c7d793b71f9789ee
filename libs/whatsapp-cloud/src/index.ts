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
export { ManagementClient } from './management/management-client';
export type { ManagementOutcome, RefusedCall } from './management/management-calls';
export type {
  AccountAccess,
  AccountFacts,
  CallbackOverride,
  SubscribedApp,
} from './management/account-calls';
export { type BusinessProfile, PROFILE_LIMITS, type ProfileChange } from './management/business-profile';
export type { HealthEntity, HealthError, HealthStatus } from './management/health-status';
export type { NumberAccess } from './management/number-calls';
export type { NumberFacts, NumberField } from './management/number-facts';
export {
  type GraphTemplate,
  type SubmittedTemplate,
  TEMPLATE_FIELDS,
  type TemplateFilter,
} from './management/template-calls';
export type { AppCredentials, ExchangedToken, GranularScope, TokenFacts } from './management/token-calls';
export type { SampleFile } from './management/upload-calls';
export { catalogued, ERROR_CATALOGUE, ERROR_REFERENCE_URL, explain, retryClassOf } from './error-catalogue';
export type { ErrorCodes, ErrorFault, ErrorRow, ErrorScope, RetryClass } from './catalogue/error-row';
export { secretBehind, signatureMatches, signBody } from './signature';
export { lintTemplate, type TemplateFinding } from './templates/lint-template';
export { TEMPLATE_RULES } from './templates/template-rules';
export type { RuleSeverity, TemplateRule } from './templates/rules/template-rule';
export { TEMPLATE_LANGUAGES } from './templates/languages';
export {
  BUTTON_KINDS,
  BUTTONS_OF_A_KIND,
  TEMPLATE_DRAFT_LIMITS,
  TTL_SECONDS,
} from './templates/template-limits';
export {
  creationBodyOf,
  draftOf,
  PARAMETER_FORMATS,
  type ParameterFormat,
  TEMPLATE_CATEGORIES,
  type TemplateButton,
  type TemplateCard,
  type TemplateCategory,
  type TemplateComponent,
  type TemplateDraft,
} from './templates/template-draft';
export type { TextRun } from './templates/markup';
export {
  type PreviewButton,
  type PreviewCard,
  type PreviewHeader,
  previewOf,
  type PreviewOffer,
  type TemplatePreview,
} from './templates/template-preview';
export { sendComponentsOf, type SendComponents, type TemplateValues } from './templates/send-components';
export { templateWordsOf, valuesIn } from './templates/template-message';
export { type TemplateVariable, type VariableKind, variablesOf } from './templates/template-variables';
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
