'use client';

import type { Template } from '@parley/api-client';
import { useSearchParams } from 'next/navigation';
import { asProblem } from '@/data/problem';
import { BackLink } from '@/ui/back-link';
import { OnlyWith } from '@/shell/only-with';
import { templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { TemplatePreview } from '../preview/template-preview';
import { addressOf, filtersIn } from '../template-filters';
import { languageName } from '../builder/draft/languages';
import { useTemplate, useTemplatePreview } from '../templates.queries';
import { Deeds } from './deeds';
import { DeletePanel } from './delete-panel';
import { DriftPanel } from './drift-panel';
import { HistoryPanel } from './history-panel';
import { LanguagesPanel } from './languages-panel';
import { StatusPanel } from './status-panel';
import { UsagePanel } from './usage-panel';

/** All that there is about one template in one language. */
export function TemplatePage({ templateId }: { templateId: string }) {
  const { tenant } = useWorkspace();
  const params = useSearchParams();
  const query = addressOf(filtersIn(new URLSearchParams(params)));
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <div className="mx-auto max-w-6xl px-5 py-6 md:px-8 md:py-8">
        <BackLink href={`${templatePaths.list(tenant.slug, query)}#${templateId}`}>Templates</BackLink>
        <OnlyWith permission="templates.read" what="the templates">
          <Details templateId={templateId} query={query} />
        </OnlyWith>
      </div>
    </div>
  );
}

function Details({ templateId, query }: { templateId: string; query: string }) {
  const { tenant } = useWorkspace();
  const found = useTemplate(templateId);
  if (found.isPending) {
    return (
      <LoadingRegion label="Loading the template">
        <Skeleton className="h-12 w-64" />
        <Skeleton className="mt-6 h-72 max-w-2xl rounded-2xl" />
      </LoadingRegion>
    );
  }
  if (!found.data) {
    return (
      <ProblemState
        problem={asProblem(found.error)}
        what="this template"
        onRetry={() => void found.refetch()}
      />
    );
  }
  const template = found.data;
  return (
    <>
      <title>{`${template.name} · ${tenant.name}`}</title>
      <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-xl leading-7 font-semibold tracking-tight wrap-anywhere">
            <bdi dir="ltr">{template.name}</bdi>
          </h1>
          <p className="mt-0.5 text-sm leading-6 text-ink-muted">
            {languageName(template.language)} <span aria-hidden="true">·</span>{' '}
            <bdi dir="ltr">{template.language}</bdi>
          </p>
        </div>
        <Deeds key={template.id} template={template} />
      </header>
      <div className="mt-6 grid gap-6 pb-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <StatusPanel template={template} />
          <DriftPanel template={template} />
          <div className="lg:hidden">
            <Preview template={template} />
          </div>
          <LanguagesPanel template={template} query={query} />
          <UsagePanel template={template} />
          <HistoryPanel template={template} />
          <DeletePanel template={template} />
        </div>
        <div className="max-lg:hidden">
          <div className="sticky top-6">
            <Preview template={template} />
          </div>
        </div>
      </div>
    </>
  );
}

function Preview({ template }: { template: Template }) {
  const { data, isError, error, refetch } = useTemplatePreview(template);
  if (data) return <TemplatePreview preview={data} marksVariables />;
  if (!isError) return <Skeleton className="h-80 rounded-2xl" />;
  return <ProblemState problem={asProblem(error)} what="the preview" onRetry={() => void refetch()} />;
}
