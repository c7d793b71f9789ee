import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type Tenant = Schemas['Tenant'];
export type Channel = Schemas['Channel'];
export type Conversation = Schemas['Conversation'];
export type ConversationPage = Schemas['ConversationPage'];
export type Message = Schemas['Message'];
export type MessagePage = Schemas['MessagePage'];
export type MessagePreview = NonNullable<Conversation['lastMessage']>;
export type MessageState = Message['state'];
export type Problem = Schemas['Problem'];

export type ApiClient = Client<paths>;

/**
 * A client typed from openapi.json. `baseUrl` is the API's origin, or '' for the page's own origin.
 * Calls resolve to `{ data, error, response }`; they reject only when no response arrived.
 */
export function createApiClient(baseUrl: string): ApiClient {
  return createClient<paths>({ baseUrl });
}
