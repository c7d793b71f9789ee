import type { Tenant } from '@parley/api-client';

export type Permission = Tenant['me']['permissions'][number];

const ADMINS = 'Only owners and admins can';

/** Why somebody without the permission cannot do it, and so whom to ask. The roles are those of the API's own map. */
export const permissionWords: Record<Permission, string> = {
  'tenant.read': 'Only members can see this workspace',
  'tenant.manage': `${ADMINS} change the workspace`,
  'members.read': 'Only members can see who belongs to this workspace',
  'members.manage': `${ADMINS} invite, change and remove people`,
  'api_keys.manage': `${ADMINS} manage API keys`,
  'audit.read': `${ADMINS} read the audit trail`,
  'channels.read': 'Only members can see the connected numbers',
  'channels.manage': `${ADMINS} connect and change numbers`,
  'conversations.read': 'Only members can read conversations',
  'conversations.assign': 'Viewers cannot assign conversations. Ask for the role of agent',
  'messages.send': 'Viewers cannot send messages. Ask for the role of agent',
  'contacts.manage': 'Viewers cannot change contacts. Ask for the role of agent',
  'templates.read': 'Only members can see templates',
  'templates.manage': `${ADMINS} write, submit and delete templates`,
};
