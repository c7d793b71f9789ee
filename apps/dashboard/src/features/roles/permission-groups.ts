import type { RoleList } from '@parley/api-client';

type PermissionDescription = RoleList['permissions'][number];

export type PermissionGroup = { noun: string; title: string; permissions: PermissionDescription[] };

const titles: Record<string, string> = {
  tenant: 'Workspace',
  members: 'People',
  api_keys: 'API keys',
  audit: 'Audit trail',
  channels: 'Numbers',
  conversations: 'Conversations',
};

/** Permissions by what they are about, in the order in which the API lists them: `members.read` is about members. */
export function groupPermissions(permissions: readonly PermissionDescription[]): PermissionGroup[] {
  const groups = new Map<string, PermissionGroup>();
  for (const permission of permissions) {
    const noun = permission.name.split('.')[0] ?? permission.name;
    const group = groups.get(noun) ?? { noun, title: titles[noun] ?? inWords(noun), permissions: [] };
    group.permissions.push(permission);
    groups.set(noun, group);
  }
  return [...groups.values()];
}

/** For a noun that is newer than this page. */
function inWords(noun: string): string {
  const words = noun.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
