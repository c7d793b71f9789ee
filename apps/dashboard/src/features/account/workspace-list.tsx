import type { Me } from '@parley/api-client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/shell/paths';

/** The workspaces of a person, as ways into them. */
export function WorkspaceList({ tenants }: { tenants: Me['tenants'] }) {
  return (
    <nav aria-label="Your workspaces" className="mt-6 text-start">
      <p className="text-[13px] font-medium text-ink-muted">Your workspaces</p>
      <ul className="mt-2 divide-y divide-line overflow-hidden rounded-xl border border-line">
        {tenants.map(({ slug, name, role }) => (
          <li key={slug}>
            <Link
              href={paths.inbox(slug)}
              className="flex min-h-14 items-center gap-3 px-3.5 py-2 -outline-offset-2 hover:bg-hover"
            >
              <span
                aria-hidden="true"
                className="flex size-8 shrink-0 items-center justify-center rounded-[9px] bg-accent text-sm font-bold text-on-accent"
              >
                {name.charAt(0).toUpperCase()}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium text-ink">
                  <bdi>{name}</bdi>
                </span>
                <span className="block text-xs text-ink-muted">You are {withArticle(role)}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 text-ink-faint rtl:-scale-x-100" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const withArticle = (role: string): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
