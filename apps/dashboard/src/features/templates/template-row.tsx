'use client';

import type { Template } from '@parley/api-client';
import { ChevronRight, GitCompareArrows, PencilLine } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { classNames } from '@/ui/class-names';
import { StatusIcon } from './status-badge';
import { languageName } from './builder/draft/languages';
import { leadOf, type TemplateName } from './template-names';
import { categoryWords, qualityWords, statusWords } from './template-words';

type Props = {
  entry: TemplateName;
  /** The filters, to come back to. */
  query: string;
  row: Partial<ComponentProps<typeof Link>>;
};

/** One name with its languages. All of it leads to one of them; a language leads to itself. */
export function TemplateRow({ entry, query, row }: Props) {
  const { tenant } = useWorkspace();
  const { name, templates, updatedAt } = entry;
  const lead = leadOf(templates);
  if (!lead) return null;
  const categories = [...new Set(templates.map(({ category }) => categoryWords(category).word))];
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-5 py-3.5 transition-colors hover:bg-hover has-[h2>a:focus-visible]:bg-hover md:grid-cols-[minmax(0,1fr)_8.5rem_8rem_7rem_auto]">
      <div className="min-w-0">
        <h2 className="text-sm leading-5 font-semibold wrap-anywhere">
          <Link
            {...row}
            href={templatePaths.detail(tenant.slug, lead.id, query)}
            prefetch={false}
            className="rounded-sm after:absolute after:inset-0"
          >
            <bdi dir="ltr">{name}</bdi>
          </Link>
        </h2>
        <ul aria-label="Languages" className="mt-1.5 flex flex-wrap gap-1.5">
          {templates.map((template) => (
            <li key={template.id} className="relative flex">
              <LanguageChip template={template} query={query} />
            </li>
          ))}
          <Marks templates={templates} />
        </ul>
        <p className="mt-1.5 text-[13px] leading-5 text-ink-muted md:hidden">
          {categories.join(', ')} <span aria-hidden="true">·</span> <Moment at={updatedAt} look="ago" />
        </p>
      </div>
      <p className="text-[13px] text-ink-muted max-md:hidden">{categories.join(', ')}</p>
      <p className="max-md:hidden">
        <Quality templates={templates} />
      </p>
      <p className="text-end text-[13px] text-ink-muted max-md:hidden">
        <Moment at={updatedAt} look="ago" />
      </p>
      <ChevronRight aria-hidden="true" className="size-4 text-ink-faint rtl:-scale-x-100" />
    </li>
  );
}

/** A language with its status: a sign and a word. Reached by tab on the page of any of them. */
function LanguageChip({ template, query }: { template: Template; query: string }) {
  const { tenant } = useWorkspace();
  const { word, tone } = statusWords(template.status);
  return (
    <Link
      href={templatePaths.detail(tenant.slug, template.id, query)}
      prefetch={false}
      tabIndex={-1}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-md border border-line bg-surface px-1.5 text-xs hover:border-line-strong"
    >
      <span>{languageName(template.language)}</span>
      <span className={classNames('flex items-center gap-1 font-medium', CHIP_TONES[tone])}>
        <StatusIcon status={template.status} className="size-3.5" />
        {word}
      </span>
    </Link>
  );
}

const CHIP_TONES = {
  plain: 'text-ink-muted',
  good: 'text-accent-ink',
  warning: 'text-warning',
  danger: 'text-danger',
} as const;

function Marks({ templates }: { templates: readonly Template[] }) {
  const hasDrift = templates.some(({ drift }) => drift !== null);
  const hasChanges = templates.some(
    ({ hasUnsubmittedChanges, status }) => hasUnsubmittedChanges && status !== 'draft',
  );
  return (
    <>
      {hasDrift ? (
        <li className="flex">
          <Badge tone="warning">
            <GitCompareArrows aria-hidden="true" /> Differs at WhatsApp
          </Badge>
        </li>
      ) : null}
      {hasChanges ? (
        <li className="flex">
          <Badge>
            <PencilLine aria-hidden="true" /> Changes not submitted
          </Badge>
        </li>
      ) : null}
    </>
  );
}

const WORST_FIRST = ['red', 'yellow', 'green'];

/** The worst of its languages: that is where something has to be done. */
function Quality({ templates }: { templates: readonly Template[] }) {
  const worst = WORST_FIRST.find((quality) => templates.some((template) => template.quality === quality));
  const words = qualityWords(worst ?? null);
  return words ? (
    <Badge tone={words.tone}>{words.word}</Badge>
  ) : (
    <span className="sr-only">Not rated yet</span>
  );
}
