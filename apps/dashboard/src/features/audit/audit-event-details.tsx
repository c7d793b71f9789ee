'use client';

import type { AuditEvent } from '@parley/api-client';
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { exactTime } from '@/time/calendar';
import { CopyButton } from '@/ui/copy-button';
import { changesIn } from './audit-changes';

export function AuditEventDetails({ event }: { event: AuditEvent }) {
  const changes = changesIn(event);
  const json = JSON.stringify(event, null, 2);
  return (
    <div className="flex flex-col gap-4 border-t border-line bg-canvas px-5 py-4 text-[13px] leading-5">
      {changes.length > 0 ? (
        <table className="w-full border-collapse">
          <caption className="sr-only">What has changed</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field} className="align-top">
                <th scope="row" className="w-36 py-1 pe-4 text-start font-normal text-ink-muted">
                  {field}
                </th>
                <td className="w-[38%] py-1 pe-2">
                  {before === null ? (
                    <span className="text-ink-muted">nothing</span>
                  ) : (
                    <del className="rounded bg-danger-soft px-1 wrap-anywhere text-danger">
                      <bdi>{before}</bdi>
                    </del>
                  )}
                </td>
                <td className="py-1">
                  <ArrowRight
                    aria-hidden="true"
                    className="me-2 inline size-3.5 text-ink-faint rtl:-scale-x-100"
                  />
                  {after === null ? (
                    <span className="text-ink-muted">nothing</span>
                  ) : (
                    <ins className="rounded bg-accent-soft px-1 wrap-anywhere text-accent-ink no-underline">
                      <bdi>{after}</bdi>
                    </ins>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
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
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
