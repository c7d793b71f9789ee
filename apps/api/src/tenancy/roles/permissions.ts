/** What can be permitted. `heldByKeys`: an API key may have it as a scope; the others are for people only. */
export const PERMISSIONS = {
  'tenant.read': { says: 'See the workspace and its settings', heldByKeys: true },
  'tenant.manage': { says: 'Change the workspace settings', heldByKeys: false },
  'members.read': { says: 'See who is a member', heldByKeys: true },
  'members.manage': { says: 'Invite and remove people and change their roles', heldByKeys: false },
  'api_keys.manage': { says: 'Create, rotate and revoke API keys', heldByKeys: false },
  'audit.read': { says: 'Read and export the audit trail', heldByKeys: true },
  'channels.read': { says: 'See the connected numbers', heldByKeys: true },
  'channels.manage': { says: 'Connect numbers and change their settings', heldByKeys: true },
  'conversations.read': { says: 'Read conversations', heldByKeys: true },
  'conversations.assign': { says: 'Assign conversations to people', heldByKeys: true },
  'messages.send': { says: 'Send messages', heldByKeys: true },
  'contacts.manage': {
    says: 'Merge contacts that are one person, undo it, and note what they allow',
    heldByKeys: true,
  },
  'templates.read': { says: 'See message templates', heldByKeys: true },
  'templates.manage': { says: 'Write, submit and delete message templates', heldByKeys: true },
} as const satisfies Record<string, { says: string; heldByKeys: boolean }>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];
/** What an API key may be given. */
export const SCOPES = ALL_PERMISSIONS.filter((permission) => PERMISSIONS[permission].heldByKeys);
