import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type AccountEvent = Schemas['AccountEvent'];
export type AccountEventPage = Schemas['AccountEventPage'];
export type ApiKey = Schemas['ApiKey'];
export type ApiKeyList = Schemas['ApiKeyList'];
export type Assignee = Schemas['Assignee'];
export type AuditEvent = Schemas['AuditEvent'];
export type AuditEventPage = Schemas['AuditEventPage'];
export type Channel = Schemas['Channel'];
export type Checklist = Schemas['Checklist'];
export type ChecklistStep = Schemas['ChecklistStep'];
export type Consent = Schemas['Consent'];
export type ContactConsent = Schemas['ContactConsent'];
export type Conversation = Schemas['Conversation'];
export type ConversationPage = Schemas['ConversationPage'];
export type DeadLetter = Schemas['DeadLetter'];
export type DeadLetterDetail = Schemas['DeadLetterDetail'];
export type DeadLetterGroup = Schemas['DeadLetterGroup'];
export type DeadLetterPage = Schemas['DeadLetterPage'];
export type DeadLetterStage = Schemas['DeadLetterStage'];
export type DeadLetterState = Schemas['DeadLetterState'];
export type DeliveryEvent = Schemas['DeliveryEvent'];
export type ExplainedFailure = Schemas['ExplainedFailure'];
export type InboundLane = Schemas['InboundLane'];
export type InboundState = Schemas['InboundState'];
export type Invitation = Schemas['Invitation'];
export type InvitationPreview = Schemas['InvitationPreview'];
export type InvitationWithLink = Schemas['InvitationWithLink'];
export type Me = Schemas['Me'];
export type Media = Schemas['Media'];
export type Member = Schemas['Member'];
export type Message = Schemas['Message'];
export type MessageCall = Schemas['MessageCall'];
export type MessageCard = Schemas['MessageCard'];
export type MessageContent = Schemas['MessageContent'];
export type MessageInteractive = Schemas['MessageInteractive'];
export type MessageLocation = Schemas['MessageLocation'];
export type MessageOrder = Schemas['MessageOrder'];
export type MessageOrderItem = Schemas['MessageOrderItem'];
export type MessageOrigin = Schemas['MessageOrigin'];
export type MessagePage = Schemas['MessagePage'];
export type MessageReaction = Schemas['MessageReaction'];
export type MessageReferral = Schemas['MessageReferral'];
export type MessageState = Schemas['MessageState'];
export type NewApiKey = Schemas['NewApiKey'];
export type NewReplay = Schemas['NewReplay'];
export type Notices = Schemas['Notices'];
export type Permission = Schemas['Permission'];
export type Problem = Schemas['Problem'];
export type QuotedMessage = Schemas['QuotedMessage'];
export type RecoveryCodes = Schemas['RecoveryCodes'];
export type Replay = Schemas['Replay'];
export type ReplayPage = Schemas['ReplayPage'];
export type Role = Schemas['Role'];
export type RoleList = Schemas['RoleList'];
export type Scope = Schemas['Scope'];
export type SendingPolicy = Schemas['SendingPolicy'];
export type Session = Schemas['Session'];
export type SetUpState = Schemas['SetUpState'];
export type ShownBytes = Schemas['ShownBytes'];
export type Tenant = Schemas['Tenant'];
export type TenantName = Schemas['TenantName'];
export type TwoFactorSecret = Schemas['TwoFactorSecret'];
export type WebhookDelivery = Schemas['WebhookDelivery'];
export type WebhookDeliveryDetail = Schemas['WebhookDeliveryDetail'];
export type WebhookDeliveryPage = Schemas['WebhookDeliveryPage'];
export type MessagePreview = NonNullable<Conversation['lastMessage']>;

export type ApiClient = Client<paths>;

/**
 * A client typed from openapi.json. `baseUrl` is the API's origin, or '' for the page's own origin.
 * Calls resolve to `{ data, error, response }`; they reject only when no response arrived.
 */
export function createApiClient(baseUrl: string): ApiClient {
  return createClient<paths>({ baseUrl });
}
