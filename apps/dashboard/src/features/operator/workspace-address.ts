/**
 * Whether the API looks for such a workspace (apps/api/src/messaging/inspection/tenant-name.dto.ts). A new one has to
 * keep stricter rules, but those that there are need not.
 */
export const isWorkspaceAddress = (text: string): boolean => /^[a-z0-9-]{1,40}$/.test(text);
