import type { Member } from '@parley/api-client';

export type Role = Member['role'];

/** From the most to the least. */
export const ROLES: readonly Role[] = ['owner', 'admin', 'agent', 'viewer'];

export const roleName = (role: Role | string): string => role.charAt(0).toUpperCase() + role.slice(1);

/** One line for those who choose. GET /roles says it at length. */
export const roleSays: Record<Role, string> = {
  owner: 'Everything an admin may, and decides who else is an owner.',
  admin: 'Runs the workspace: people, numbers, API keys and settings.',
  agent: 'Reads conversations and assigns them.',
  viewer: 'Reads everything people write, and changes nothing.',
};
