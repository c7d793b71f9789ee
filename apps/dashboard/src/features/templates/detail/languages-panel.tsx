'use client';

import type { Template } from '@parley/api-client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { templatePaths } from '@/shell/paths';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { StatusBadge } from '../status-badge';
import { languageName } from '../builder/draft/languages';
import { useLanguagesOf } from '../templates.queries';
import { AddLanguageDialog } from './copy-dialogs';

/** The languages of the same name side by side: each is approved, paused and deleted by itself. */
export function LanguagesPanel({ template, query }: { template: Template; query: string }) {
  const { tenant } = useWorkspace();
  const whyNot = useWhyNot('templates.manage');
  const [isAdding, setAdding] = useState(false);
  const { data } = useLanguagesOf(template);
  const others = (data ?? []).filter(({ id }) => id !== template.id);
  const languages = [template, ...others].toSorted((one, other) =>
    languageName(one.language).localeCompare(languageName(other.language), 'en'),
  );
  return (
    <Panel
      title="Languages"
      description="A message says in which of them it is. WhatsApp approves each by itself."
      action={
        <Button size="small" disabledReason={whyNot} onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" /> Add a language
        </Button>
      }
      className="pt-3"
    >
      <ul className="grid gap-2 sm:grid-cols-2">
        {languages.map(({ id, language, status }) => (
          <li key={id}>
            <Link
              href={templatePaths.detail(tenant.slug, id, query)}
              prefetch={false}
              aria-current={id === template.id ? 'page' : undefined}
              className="flex min-h-11 items-center justify-between gap-3 rounded-lg border border-line px-3 text-sm transition-colors hover:bg-hover aria-[current=page]:border-accent aria-[current=page]:bg-selected"
            >
              <bdi className="min-w-0 py-1.5">{languageName(language)}</bdi>
              <StatusBadge status={status} />
            </Link>
          </li>
        ))}
      </ul>
      <AddLanguageDialog
        template={template}
        taken={languages.map(({ language }) => language)}
        open={isAdding}
        onOpenChange={setAdding}
      />
    </Panel>
  );
}
