/** Every address of a workspace. The URL is the state: what can be seen can be linked to. */
export const paths = {
  inbox: (tenant: string, conversationId?: string | null) =>
    conversationId ? `/t/${tenant}/inbox/${conversationId}` : `/t/${tenant}/inbox`,
  channels: (tenant: string) => `/t/${tenant}/channels`,
  connect: (tenant: string) => `/t/${tenant}/channels/connect`,
  channel: (tenant: string, channelId: string) => `/t/${tenant}/channels/${channelId}`,
  settings: (tenant: string) => `/t/${tenant}/settings`,
  members: (tenant: string) => `/t/${tenant}/settings/members`,
  roles: (tenant: string) => `/t/${tenant}/settings/roles`,
  apiKeys: (tenant: string) => `/t/${tenant}/settings/api-keys`,
  sending: (tenant: string) => `/t/${tenant}/settings/sending`,
  audit: (tenant: string) => `/t/${tenant}/settings/audit`,
};

/** Those of the templates. `query` keeps the filters of the list that a page was opened from. */
export const templatePaths = {
  list: (tenant: string, query = '') => `/t/${tenant}/templates${query}`,
  new: (tenant: string) => `/t/${tenant}/templates/new`,
  detail: (tenant: string, templateId: string, query = '') => `/t/${tenant}/templates/${templateId}${query}`,
  edit: (tenant: string, templateId: string) => `/t/${tenant}/templates/${templateId}/edit`,
};

/** Those that belong to no workspace. */
export const sitePaths = {
  front: '/',
  /** `next` is where to go after it, as a path of this site. */
  signIn: (next?: string) =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in',
  setUp: '/set-up',
  invitation: '/invitation',
  forgotPassword: '/forgot-password',
  account: '/account',
};

/** Those of the person who runs the installation. `query` keeps the filters of the list that a page was opened from. */
export const operatorPaths = {
  queues: '/operator',
  webhooks: '/operator/webhooks',
  webhook: (id: string, query = '') => `/operator/webhooks/${id}${query}`,
  deadLetters: '/operator/dead-letters',
  deadLetterGroup: (stage: string, reason: string) =>
    `/operator/dead-letters?${new URLSearchParams({ stage, reason })}`,
  deadLetter: (id: string, query = '') => `/operator/dead-letters/${id}${query}`,
};

/** The conversation that an address opens, or null. */
export function conversationInPath(pathname: string): string | null {
  return /^\/t\/[^/]+\/inbox\/([^/]+)\/?$/.exec(pathname)?.[1] ?? null;
}

/** The same page in another workspace; what belongs to this one alone (an open conversation, a number, a template) is left behind. */
export function sameSectionIn(tenant: string, pathname: string): string {
  if (conversationInPath(pathname)) return paths.inbox(tenant);
  if (isOfOne(pathname, 'channels', 'connect')) return paths.channels(tenant);
  if (isOfOne(pathname, 'templates', 'new')) return templatePaths.list(tenant);
  const section = /^\/t\/[^/]+\/([a-z][a-z/-]*[a-z])\/?$/.exec(pathname)?.[1];
  return section ? `/t/${tenant}/${section}` : paths.inbox(tenant);
}

/** Whether an address is that of one of a section: anything below it but the page on which another is made. */
function isOfOne(pathname: string, section: string, another: string): boolean {
  const [, , , first, id] = pathname.split('/');
  return first === section && id !== undefined && id !== '' && id !== another;
}
