/** Every key starts with the tenant's slug: two tabs of two tenants can never share an entry. */
export const queryKeys = {
  tenant: (tenant: string) => [tenant] as const,
  channels: (tenant: string) => [tenant, 'channels'] as const,
  conversationList: (tenant: string) => [tenant, 'conversations', 'list'] as const,
  conversation: (tenant: string, id: string) => [tenant, 'conversations', id] as const,
  conversationDetail: (tenant: string, id: string) => [tenant, 'conversations', id, 'detail'] as const,
  messages: (tenant: string, id: string) => [tenant, 'conversations', id, 'messages'] as const,
};
