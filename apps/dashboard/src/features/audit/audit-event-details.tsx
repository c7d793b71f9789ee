'use client';

import type { AuditEvent } from '@parley/api-client';
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { exactTime } from '@/time/calendar';
import { CopyButton } from '@/ui/copy-button';
import { type Change, changesIn } from './audit-changes';

export function AuditEventDetails({ event }: { event: AuditEvent }) {
  const changes = changesIn(event);
  const json = JSON.stringify(event, null, 2);
  return (
    <div className="flex flex-col gap-4 border-t border-line bg-canvas px-5 py-4 text-[13px] leading-5">
      {changes.length > 0 ? <Changes changes={changes} isNew={event.before === null} /> : null}
      <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
        <Fact name="When">{exactTime(Date.parse(event.occurredAt))}</Fact>
        <Fact name="From">{event.address ? <bdi dir="ltr">{event.address}</bdi> : 'inside Parley'}</Fact>
        <Fact name="Number">{event.sequence}</Fact>
        <Fact name="Action">
          <code dir="ltr">{event.action}</code>
        </Fact>
        {event.requestId ? (
          <Fact name="Request">
            <code dir="ltr" className="text-xs wrap-anywhere">
              {event.requestId}
            </code>
          </Fact>
        ) : null}
        {event.userAgent ? <Fact name="Browser">{event.userAgent}</Fact> : null}
      </dl>
      <details>
        <summary className="cursor-default font-medium text-accent-ink">As JSON</summary>
        <div className="relative mt-2">
          <pre
            dir="ltr"
            tabIndex={0}
            aria-label="The event as JSON"
            className="calm-scroll max-h-80 overflow-auto rounded-lg border border-line bg-surface py-3 ps-3.5 pe-12 font-mono text-xs leading-5"
          >
            {json}
          </pre>
          <CopyButton text={json} label="Copy the JSON" className="absolute end-2 top-2 bg-surface" />
        </div>
      </details>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="w-16 shrink-0 text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** Before and after side by side; only after for what was not there before. */
function Changes({ changes, isNew }: { changes: Change[]; isNew: boolean }) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">What has changed</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">What</th>
          {isNew ? null : <th scope="col">Before</th>}
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="align-top">
            <th scope="row" className="w-36 py-1 pe-4 text-start font-normal text-ink-muted">
              {field}
            </th>
            {isNew ? null : (
              <td className="w-[34%] py-1 pe-2">
                <Value as="del" text={before} />
              </td>
            )}
            <td className="py-1">
              {isNew ? null : (
                <ArrowRight
                  aria-hidden="true"
                  className="me-2 inline size-3.5 text-ink-faint rtl:-scale-x-100"
                />
              )}
              <Value as="ins" text={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ as: Tag, text }: { as: 'del' | 'ins'; text: string | null }) {
  if (text === null) return <span className="text-ink-muted">nothing</span>;
  const style = Tag === 'del' ? 'bg-danger-soft text-danger' : 'bg-accent-soft text-accent-ink no-underline';
  return (
    <Tag className={`rounded px-1 wrap-anywhere ${style}`}>
      <bdi>{text}</bdi>
    </Tag>
  );
}
