import { ALL_PERMISSIONS, Permission } from './permissions';

/** From the most to the least. */
export const ROLES = ['owner', 'admin', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const VIEWER: readonly Permission[] = [
  'tenant.read',
  'members.read',
  'channels.read',
  'conversations.read',
  'templates.read',
];
const AGENT: readonly Permission[] = [...VIEWER, 'conversations.assign', 'messages.send', 'contacts.manage'];

const HELD: Record<Role, readonly Permission[]> = {
  owner: ALL_PERMISSIONS,
  admin: ALL_PERMISSIONS,
  agent: AGENT,
  viewer: VIEWER,
};

const SAYS: Record<Role, string> = {
  owner: 'Holds the workspace: may do everything, and alone decides who else is an owner.',
  admin: 'Runs the workspace: people, numbers, API keys and settings. Cannot make, change or remove owners.',
  agent: 'Answers customers: reads conversations and decides who takes care of them.',
  viewer: 'Looks on: sees conversations, people and numbers, and changes nothing.',
};

/** One map for the API, the dashboard and the documentation. */
export const permissionsOf = (role: Role): readonly Permission[] => HELD[role];

export const roleHolds = (role: Role, permission: Permission): boolean => HELD[role].includes(permission);

/** Who to ask for it. */
export const rolesHolding = (permission: Permission): readonly Role[] =>
  ROLES.filter((role) => roleHolds(role, permission));

/** The role in one sentence. */
export const sayingOf = (role: Role): string => SAYS[role];
