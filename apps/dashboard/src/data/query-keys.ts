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
  members: (tenant: string) => [tenant, 'members'] as const,
  invitations: (tenant: string) => [tenant, 'invitations'] as const,
  apiKeys: (tenant: string) => [tenant, 'api-keys'] as const,
  auditEvents: (tenant: string, filters: object) => [tenant, 'audit-events', filters] as const,
  checklist: (tenant: string) => [tenant, 'checklist'] as const,
  channels: (tenant: string) => [tenant, 'channels'] as const,
  conversations: (tenant: string) => [tenant, 'conversations'] as const,
  conversationList: (tenant: string) => [tenant, 'conversations', 'list'] as const,
  conversation: (tenant: string, id: string) => [tenant, 'conversations', id] as const,
  conversationDetail: (tenant: string, id: string) => [tenant, 'conversations', id, 'detail'] as const,
  /** What the person of that conversation allows: whatever they write may change it. */
  consent: (tenant: string, id: string) => [tenant, 'conversations', id, 'consent'] as const,
  messages: (tenant: string, id: string) => [tenant, 'conversations', id, 'messages'] as const,
};
