import { fieldOf, listAt, textAt } from '../json-reading';
import type { ManagementOutcome } from './management-calls';

type Answered = Pick<Extract<ManagementOutcome<unknown>, { kind: 'done' }>, 'attempt' | 'graphTimeMs'>;

/** Meta allows an account 6,000 templates; a list that is longer than that many pages has no end. */
const MAX_PAGES = 200;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** What to ask the next page with; null where this is the last. */
  readonly after: string | null;
}

/** A page of Graph's, of which `read` makes an item or null for what is none; null where there is no list. */
export function pageIn<Item>(content: unknown, read: (node: unknown) => Item | null): Page<Item> | null {
  if (!Array.isArray(fieldOf(content, 'data'))) return null;
  const paging = fieldOf(content, 'paging');
  const items = listAt(content, 'data').flatMap((node) => {
    const item = read(node);
    return item === null ? [] : [item];
  });
  // The address of the next page has the token in it, and could be anybody's; the cursor is all of it that is needed.
  const hasNext = typeof fieldOf(paging, 'next') === 'string';
  return { items, after: hasNext ? textAt(fieldOf(paging, 'cursors'), 'after') : null };
}

/** All pages as one. The first that does not come ends it: a part of a list is never taken for the whole. */
export async function allPages<Item>(
  pageAfter: (after: string | undefined) => Promise<ManagementOutcome<Page<Item>>>,
): Promise<ManagementOutcome<Item[]>> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const page = await pageAfter(after);
    if (page.kind !== 'done') return page;
    items.push(...page.value.items);
    const next = page.value.after;
    if (next === null) return { ...page, value: items };
    if (seen.has(next) || seen.size >= MAX_PAGES) return endless(page);
    seen.add(next);
    after = next;
  }
}

function endless({ attempt, graphTimeMs }: Answered): ManagementOutcome<never> {
  const { httpStatus } = attempt;
  const reason = 'the pages of the list do not end';
  return { kind: 'failed', reason, httpStatus, snippet: null, retryAfterMs: null, attempt, graphTimeMs };
}
