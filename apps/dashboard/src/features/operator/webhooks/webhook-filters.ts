import { isWorkspaceAddress } from '../workspace-address';

export const WEBHOOK_STATES = ['waiting', 'exploded', 'troubled'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Which webhooks are shown. Instants are to the minute and in UTC, so that a link means the same to everybody. */
export type WebhookFilters = {
  state: WebhookState | null;
  /** The address of a workspace. */
  workspace: string | null;
  search: string | null;
  /** "2026-11-21T09:30Z" */
  from: string | null;
  to: string | null;
};

export const noFilters: WebhookFilters = { state: null, workspace: null, search: null, from: null, to: null };

/** A shorter text would be found nearly everywhere. */
export const MIN_SEARCH = 4;
export const MAX_SEARCH = 200;

const NAMES = ['state', 'workspace', 'search', 'from', 'to'] as const;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;
const UNSEARCHABLE = /[\p{Cc}\p{Cs}]/u;
const RULES: Record<(typeof NAMES)[number], (value: string) => boolean> = {
  state: (value) => WEBHOOK_STATES.includes(value as WebhookState),
  workspace: isWorkspaceAddress,
  search: isSearchable,
  from: isInstant,
  to: isInstant,
};

/** What of an address is a filter. Anything else in it, also a mistyped value, is no filter. */
export function filtersIn(params: URLSearchParams): WebhookFilters {
  const found: Record<string, string> = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim();
    if (value && RULES[name](value)) found[name] = value;
  }
  return { ...noFilters, ...found };
}

/** The filters as a query string with its question mark, '' without any. */
export function addressOf(filters: WebhookFilters): string {
  const params = new URLSearchParams();
  for (const name of NAMES) if (filters[name]) params.set(name, filters[name]);
  return params.size > 0 ? `?${params}` : '';
}

/** The filters as the API takes them. `to` is the end of the minute that is shown. */
export function asQuery({ state, workspace, search, from, to }: WebhookFilters): Record<string, string> {
  return {
    ...(state && { state }),
    ...(workspace && { tenantSlug: workspace }),
    ...(search && { search }),
    ...(from && { from: new Date(from).toISOString() }),
    ...(to && { to: new Date(Date.parse(to) + 60_000).toISOString() }),
  };
}

export const hasFilters = (filters: WebhookFilters): boolean => NAMES.some((name) => filters[name] !== null);

/** What a field for date and time holds, in the reader's own zone, as an instant; null for an unfinished one. */
export function instantOf(local: string): string | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? new Date(local.slice(0, 16)).getTime() : NaN;
  return Number.isNaN(at) ? null : `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** The same back: "2026-11-21T13:00" for a reader in Tehran. */
export function localOf(instant: string | null): string {
  if (!instant) return '';
  const at = new Date(instant);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Whether the API looks for such a text. */
export function isSearchable(text: string): boolean {
  return text.length >= MIN_SEARCH && text.length <= MAX_SEARCH && !UNSEARCHABLE.test(text);
}

function isInstant(value: string): boolean {
  return INSTANT.test(value) && !Number.isNaN(Date.parse(value));
}
