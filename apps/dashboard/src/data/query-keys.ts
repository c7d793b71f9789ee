/** Every key starts with the tenant's slug: two tabs of two tenants can never share an entry. */
export const queryKeys = {
  // No tenant is called ''.
  me: () => ['', 'me'] as const,
  sessions: () => ['', 'sessions'] as const,
  inboundState: () => ['', 'operator', 'inbound'] as const,
  webhooks: (filters: object) => ['', 'operator', 'webhooks', 'list', filters] as const,
  webhook: (id: string) => ['', 'operator', 'webhooks', id] as const,
  allDeadLetters: () => ['', 'operator', 'dead-letters'] as const,
  deadLetterGroups: () => ['', 'operator', 'dead-letters', 'groups'] as const,
  deadLetters: (filters: object) => ['', 'operator', 'dead-letters', 'list', filters] as const,
  deadLetter: (id: string) => ['', 'operator', 'dead-letters', id] as const,
  replays: () => ['', 'operator', 'replays'] as const,
  invitationPreview: (token: string) => ['', 'invitation-preview', token] as const,
  // Not below the tenant: checking the whole record is too dear to be done again whenever something has changed.
  auditChain: (tenant: string) => ['', 'audit-chain', tenant] as const,
  tenant: (tenant: string) => [tenant] as const,
  workspace: (tenant: string) => [tenant, 'workspace'] as const,
  sendingPolicy: (tenant: string) => [tenant, 'sending-policy'] as const,
  roles: (tenant: string) => [tenant, 'roles'] as const,
  notices: (tenant: string) => [tenant, 'notices'] as const,
  members: (tenant: string) => [tenant, 'members'] as const,
  invitations: (tenant: string) => [tenant, 'invitations'] as const,
  apiKeys: (tenant: string) => [tenant, 'api-keys'] as const,
  auditEvents: (tenant: string, filters: object) => [tenant, 'audit-events', filters] as const,
  checklist: (tenant: string) => [tenant, 'checklist'] as const,
  channels: (tenant: string) => [tenant, 'channels'] as const,
  /** Below the list: what has changed of a channel may have changed in all that is told of it. */
  channelHealth: (tenant: string, id: string) => [tenant, 'channels', id, 'health'] as const,
  channelNews: (tenant: string, id: string) => [tenant, 'channels', id, 'news'] as const,
  channelProfile: (tenant: string, id: string) => [tenant, 'channels', id, 'profile'] as const,
  /** Not below the channels: it changes with every message, and with nothing else. */
  channelActivities: (tenant: string) => [tenant, 'channel-activity'] as const,
  channelActivity: (tenant: string, id: string) => [tenant, 'channel-activity', id] as const,
  /** All that is told of templates: one has changed where another of its name is shown as well. */
  templates: (tenant: string) => [tenant, 'templates'] as const,
  templateList: (tenant: string, filters: object) => [tenant, 'templates', 'list', filters] as const,
  templateSyncs: (tenant: string) => [tenant, 'templates', 'syncs'] as const,
  template: (tenant: string, id: string) => [tenant, 'templates', id] as const,
  templatePreview: (tenant: string, id: string) => [tenant, 'templates', id, 'preview'] as const,
  templateMessage: (tenant: string, id: string, given: object) =>
    [tenant, 'templates', id, 'message', given] as const,
  templateHistory: (tenant: string, id: string) => [tenant, 'templates', id, 'history'] as const,
  templateUsage: (tenant: string, id: string) => [tenant, 'templates', id, 'usage'] as const,
  conversations: (tenant: string) => [tenant, 'conversations'] as const,
  conversationList: (tenant: string) => [tenant, 'conversations', 'list'] as const,
  conversation: (tenant: string, id: string) => [tenant, 'conversations', id] as const,
  conversationDetail: (tenant: string, id: string) => [tenant, 'conversations', id, 'detail'] as const,
  /** What the person of that conversation allows: whatever they write may change it. */
  consent: (tenant: string, id: string) => [tenant, 'conversations', id, 'consent'] as const,
  messages: (tenant: string, id: string) => [tenant, 'conversations', id, 'messages'] as const,
};
