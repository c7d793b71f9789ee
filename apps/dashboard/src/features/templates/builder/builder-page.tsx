'use client';

import { ArrowLeft, Lock, Smartphone } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { useChannels } from '@/features/channels/channels.queries';
import { OnlyWith } from '@/shell/only-with';
import { paths, templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { useIsHydrated } from '@/time/use-is-hydrated';
import { buttonStyle } from '@/ui/button-style';
import { EmptyState } from '@/ui/empty-state';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { useTemplate } from '../templates.queries';
import { Builder } from './builder';

/** Where a template is written that was not there before. */
export function NewTemplatePage() {
  return (
    <Frame title="New template">
      <WithNumbers templateId={null} />
    </Frame>
  );
}

export function EditTemplatePage({ templateId }: { templateId: string }) {
  return (
    <Frame title="Edit the template" backTo={templateId}>
      <WithNumbers templateId={templateId} />
    </Frame>
  );
}

function Frame({ title, backTo, children }: { title: string; backTo?: string; children: ReactNode }) {
  const { tenant } = useWorkspace();
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <title>{`${title} · ${tenant.name}`}</title>
      <div className="mx-auto max-w-5xl px-5 py-6 md:px-8 md:py-8">
        <Link
          href={backTo ? templatePaths.detail(tenant.slug, backTo) : templatePaths.list(tenant.slug)}
          className={buttonStyle({ look: 'quiet', size: 'small', className: '-ms-2.5 mb-2' })}
        >
          <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />{' '}
          {backTo ? 'The template' : 'Templates'}
        </Link>
        <h1 className="text-xl leading-7 font-semibold tracking-tight">{title}</h1>
        <div className="mt-5">
          <OnlyWith permission="templates.manage" what="this page">
            {children}
          </OnlyWith>
        </div>
      </div>
    </div>
  );
}

function WithNumbers({ templateId }: { templateId: string | null }) {
  const { tenant } = useWorkspace();
  const channels = useChannels();
  const isHydrated = useIsHydrated();
  // What was written before is in the browser alone.
  if (channels.isPending || !isHydrated) return <Loading />;
  if (!channels.data) {
    return (
      <ProblemState
        problem={asProblem(channels.error)}
        what="your numbers"
        onRetry={() => void channels.refetch()}
      />
    );
  }
  if (templateId !== null) return <Opened templateId={templateId} channels={channels.data} />;
  if (channels.data.length === 0) {
    return (
      <EmptyState
        icon={<Smartphone />}
        title="Connect a number first"
        className="rounded-2xl border border-dashed border-line-strong"
        action={
          <Link href={paths.connect(tenant.slug)} className={buttonStyle({ look: 'primary' })}>
            Connect a number
          </Link>
        }
      >
        A template belongs to the WhatsApp account of a number. One that is simulated will do.
      </EmptyState>
    );
  }
  return <Builder opened={null} channels={channels.data} />;
}

type OpenedProps = { templateId: string; channels: Parameters<typeof Builder>[0]['channels'] };

function Opened({ templateId, channels }: OpenedProps) {
  const { tenant } = useWorkspace();
  const query = useTemplate(templateId);
  // What a list has of it may be older than its version.
  if (query.isPending || query.isPlaceholderData) return <Loading />;
  if (!query.data) {
    return (
      <ProblemState
        problem={asProblem(query.error)}
        what="this template"
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!query.data.can.change) {
    return (
      <EmptyState
        icon={<Lock />}
        title="This template cannot be changed now"
        tone="quiet"
        className="rounded-2xl border border-dashed border-line-strong"
        action={
          <Link href={templatePaths.detail(tenant.slug, templateId)} className={buttonStyle()}>
            Look at it
          </Link>
        }
      >
        {query.data.status === 'pending'
          ? 'WhatsApp is looking at it. It can be changed once WhatsApp has decided.'
          : 'WhatsApp keeps it as it is. You can duplicate it, and change the copy.'}
      </EmptyState>
    );
  }
  return <Builder key={templateId} opened={query.data} channels={channels} />;
}

const Loading = () => (
  <LoadingRegion label="Loading the template">
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22.5rem]">
      <Skeleton className="h-130 rounded-2xl" />
      <Skeleton className="h-72 rounded-2xl" />
    </div>
  </LoadingRegion>
);
