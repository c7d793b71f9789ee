import type { TemplateCategory } from '@parley/api-client';

/** Which templates are shown: those that match all that is given. */
export type TemplateFilters = {
  search: string | null;
  status: string | null;
  category: TemplateCategory | null;
  language: string | null;
  /** A number: those of its account. */
  channelId: string | null;
};

export const noFilters: TemplateFilters = {
  search: null,
  status: null,
  category: null,
  language: null,
  channelId: null,
};

export const CATEGORIES = ['marketing', 'utility', 'authentication'] as const satisfies TemplateCategory[];

const RULES: Readonly<Record<Exclude<keyof TemplateFilters, 'category'>, RegExp>> = {
  // As the API takes it: one line, no control characters.
  search: /^[^\p{C}]{1,100}$/u,
  status: /^[a-z_]{1,64}$/,
  language: /^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}$/,
  channelId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** What of an address is a filter. Anything else in it, also a mistyped value, is no filter. */
export function filtersIn(params: URLSearchParams): TemplateFilters {
  const read = (name: keyof typeof RULES) => {
    const value = params.get(name);
    return value !== null && RULES[name].test(value) ? value : null;
  };
  return {
    search: read('search'),
    status: read('status'),
    category: CATEGORIES.find((category) => category === params.get('category')) ?? null,
    language: read('language'),
    channelId: read('channelId'),
  };
}

/** The filters as a query string with its question mark, '' without any. */
export function addressOf(filters: TemplateFilters): string {
  const params = new URLSearchParams(asQuery(filters));
  return params.size > 0 ? `?${params}` : '';
}

/** As the API takes them: only those that are set. */
export function asQuery(filters: TemplateFilters): Partial<Record<keyof TemplateFilters, string>> & {
  category?: TemplateCategory;
} {
  const { search, status, category, language, channelId } = filters;
  return {
    ...(search && { search }),
    ...(status && { status }),
    ...(category && { category }),
    ...(language && { language }),
    ...(channelId && { channelId }),
  };
}

export const hasFilters = (filters: TemplateFilters): boolean =>
  Object.values(filters).some((value) => value !== null);
