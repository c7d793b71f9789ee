/** Which events are shown. Days are of the reader's own calendar: "2026-11-21". */
export type AuditFilters = {
  actorId: string | null;
  action: string | null;
  from: string | null;
  /** Included. */
  to: string | null;
};

export const noFilters: AuditFilters = { actorId: null, action: null, from: null, to: null };

const NAMES = ['actorId', 'action', 'from', 'to'] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;
const RULES: Record<(typeof NAMES)[number], RegExp> = {
  actorId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  action: /^[a-z_]+(\.[a-z_]+)?$/,
  from: DAY,
  to: DAY,
};

/** What of an address is a filter. Anything else in it, also a mistyped value, is no filter. */
export function filtersIn(params: URLSearchParams): AuditFilters {
  const read = (name: (typeof NAMES)[number]) => {
    const value = params.get(name);
    if (!value || !RULES[name].test(value)) return null;
    return RULES[name] === DAY && Number.isNaN(Date.parse(value)) ? null : value;
  };
  return { actorId: read('actorId'), action: read('action'), from: read('from'), to: read('to') };
}

/** The filters as a query string with its question mark, '' without any. */
export function addressOf(filters: AuditFilters): string {
  const params = new URLSearchParams();
  for (const name of NAMES) if (filters[name]) params.set(name, filters[name]);
  return params.size > 0 ? `?${params}` : '';
}

/** The filters as the API takes them: `from` at this instant or after it, `to` before it. */
export function asQuery({ actorId, action, from, to }: AuditFilters): Record<string, string> {
  return {
    ...(actorId && { actorId }),
    ...(action && { action }),
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
  };
}

/** Local midnight; the Date constructor knows about days that are shorter or longer than 24 hours. */
function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

export const hasFilters = (filters: AuditFilters): boolean => NAMES.some((name) => filters[name] !== null);
