/** Every address of the dashboard. The URL is the state: what can be seen can be linked to. */
export const paths = {
  inbox: (tenant: string, conversationId?: string | null) =>
    conversationId ? `/t/${tenant}/inbox/${conversationId}` : `/t/${tenant}/inbox`,
  channels: (tenant: string) => `/t/${tenant}/channels`,
};

/** The conversation that an address opens, or null. */
export function conversationInPath(pathname: string): string | null {
  return /^\/t\/[^/]+\/inbox\/([^/]+)\/?$/.exec(pathname)?.[1] ?? null;
}
