'use client';

import type { Template } from '@parley/api-client';
import Link from 'next/link';
import { templatePaths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { Notice } from '@/ui/notice';
import { Panel } from '@/ui/panel';
import { textLinkStyle } from '@/ui/text-link';
import { StatusBadge } from '../status-badge';
import {
  categoryNews,
  categoryWords,
  pauseWords,
  qualityWords,
  rejectionWords,
  statusWords,
} from '../template-words';

/** What has become of it, what that means, and what to do. */
export function StatusPanel({ template }: { template: Template }) {
  const { status, statusAt, category, quality, hasUnsubmittedChanges, submittedAt } = template;
  const { means, advice } = statusWords(status);
  const qualitySaid = qualityWords(quality);
  const category_ = categoryWords(category);
  const news = categoryNews(template);
  return (
    <Panel title="How it stands" className="pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge status={status} />
        {qualitySaid ? <Badge tone={qualitySaid.tone}>{qualitySaid.word}</Badge> : null}
        {statusAt ? (
          <bdi className="text-[13px] text-ink-muted">
            since <Moment at={statusAt} look="dateAndTime" />
          </bdi>
        ) : null}
      </div>
      <p className="mt-2.5 max-w-[68ch] text-sm leading-6 text-pretty">
        {means} {status === 'rejected' || advice === null ? null : advice}
      </p>
      {status === 'rejected' ? <Rejection template={template} /> : null}
      {status === 'paused' ? (
        <p className="mt-1 text-sm leading-6 text-pretty">
          {pauseWords(template)}
          {template.pausedUntil ? (
            <>
              {' '}
              Until <Moment at={template.pausedUntil} look="dateAndTime" />.
            </>
          ) : null}
        </p>
      ) : null}
      <dl className="mt-4 grid gap-x-10 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-[13px] leading-5 text-ink-muted">Category</dt>
          <dd className="text-sm leading-6">
            {category_.word}
            <span className="block text-[13px] leading-5 text-ink-muted">{category_.says}</span>
          </dd>
        </div>
        <div>
          <dt className="text-[13px] leading-5 text-ink-muted">Last submitted</dt>
          <dd className="text-sm leading-6">
            {submittedAt ? <Moment at={submittedAt} look="dateAndTime" /> : 'Never from here'}
          </dd>
        </div>
      </dl>
      {news ? (
        <Notice tone="warning" className="mt-4">
          {news}
        </Notice>
      ) : null}
      {hasUnsubmittedChanges && status !== 'draft' ? (
        <Notice className="mt-4">
          It was changed here and not submitted since. Until WhatsApp has approved the change, messages are
          made of the words that it had before.
        </Notice>
      ) : null}
    </Panel>
  );
}

function Rejection({ template }: { template: Template }) {
  const { tenant } = useWorkspace();
  const { because, advice } = rejectionWords(template.rejectionReason);
  return (
    <div className="mt-3 rounded-lg bg-danger-soft px-3.5 py-3 text-sm leading-6">
      <p dir="auto" className="font-medium text-pretty text-danger wrap-anywhere">
        {because}
      </p>
      {template.recommendation ? (
        <p dir="auto" className="mt-1 text-pretty wrap-anywhere">
          WhatsApp recommends: {template.recommendation}
        </p>
      ) : null}
      <p className="mt-1 text-pretty">
        {advice}{' '}
        {template.can.change ? (
          <Link href={templatePaths.edit(tenant.slug, template.id)} className={textLinkStyle}>
            Mend it
          </Link>
        ) : null}
      </p>
    </div>
  );
}
