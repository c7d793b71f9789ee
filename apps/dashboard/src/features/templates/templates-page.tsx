'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useRef } from 'react';
import { OnlyWith } from '@/shell/only-with';
import { templatePaths } from '@/shell/paths';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { buttonStyle } from '@/ui/button-style';
import { useLetterKeys } from './letter-key';
import { SyncNote } from './sync-note';
import { TemplateFilterBar } from './template-filter-bar';
import { addressOf, filtersIn, hasFilters, noFilters, type TemplateFilters } from './template-filters';
import { TemplateList } from './template-list';
import { useTemplates } from './templates.queries';

/** All templates of the workspace, by their names. */
export function TemplatesPage() {
  const { tenant } = useWorkspace();
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <title>{`Templates · ${tenant.name}`}</title>
      <div className="mx-auto max-w-5xl px-5 py-8 md:px-8 md:py-10">
        <OnlyWith permission="templates.read" what="the templates">
          <Templates />
        </OnlyWith>
      </div>
    </div>
  );
}

function Templates() {
  const { tenant } = useWorkspace();
  const router = useRouter();
  const [filters, setFilters] = useFiltersInUrl();
  const { templates } = useTemplates();
  const whyNot = useWhyNot('templates.manage');
  const page = useRef<HTMLDivElement>(null);
  useLetterKeys({
    n: whyNot ? null : () => router.push(templatePaths.new(tenant.slug)),
    '/': () => page.current?.querySelector<HTMLElement>('input[type=search]')?.focus(),
  });
  const newButton = whyNot ? (
    <Button look="primary" disabledReason={whyNot}>
      <Plus aria-hidden="true" /> New template
    </Button>
  ) : (
    <Link
      href={templatePaths.new(tenant.slug)}
      aria-keyshortcuts="n"
      className={buttonStyle({ look: 'primary' })}
    >
      <Plus aria-hidden="true" /> New template
    </Link>
  );
  // Nothing to filter, nothing to be asked: the list alone says what there is to do.
  const isEmpty = templates.length === 0 && !hasFilters(filters);
  return (
    <div ref={page}>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="max-w-[64ch]">
          <h1 className="text-xl leading-7 font-semibold tracking-tight">Templates</h1>
          <p className="mt-1 text-sm leading-6 text-pretty text-ink-muted">
            Words that WhatsApp has approved. They reach people also when they have not written for a day.
          </p>
        </div>
        {newButton}
      </header>
      <div className="mt-6 flex flex-col gap-5 pb-10">
        {isEmpty ? null : (
          <TemplateFilterBar
            filters={filters}
            languages={templates.map(({ language }) => language)}
            onChange={setFilters}
          />
        )}
        <SyncNote />
        <TemplateList filters={filters} onClear={() => setFilters(noFilters)} newButton={newButton} />
      </div>
    </div>
  );
}

function useFiltersInUrl(): [TemplateFilters, (filters: TemplateFilters) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const filters = useMemo(() => filtersIn(new URLSearchParams(params)), [params]);
  return [filters, (next) => window.history.pushState(null, '', `${pathname}${addressOf(next)}`)];
}
