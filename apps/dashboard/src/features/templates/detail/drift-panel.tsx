'use client';

import type { Template } from '@parley/api-client';
import { Moment } from '@/time/moment';
import { Panel } from '@/ui/panel';
import { driftLines } from './drift-lines';

/** What was submitted and what WhatsApp has, side by side, where the two are not the same. */
export function DriftPanel({ template }: { template: Template }) {
  const { drift } = template;
  if (!drift) return null;
  const lines = driftLines(drift.submitted, drift.theirs);
  return (
    <Panel
      title="WhatsApp has other words"
      description={
        <>
          Somebody has changed it outside of Parley, or WhatsApp has. Seen{' '}
          <Moment at={drift.seenAt} look="ago" />. Messages are made of what WhatsApp has. Edit and submit it
          to have other words there.
        </>
      }
      className="pt-3"
    >
      {lines.length === 0 ? (
        <p className="text-sm text-ink-muted">
          They differ in something that cannot be read, such as a sample.
        </p>
      ) : (
        <dl className="flex flex-col gap-4">
          {lines.map(({ place, ours, theirs }) => (
            <div key={place}>
              <dt className="text-[13px] font-medium">{place}</dt>
              <dd className="mt-1 grid gap-2 sm:grid-cols-2">
                <Side name="Submitted">{ours}</Side>
                <Side name="At WhatsApp">{theirs}</Side>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

function Side({ name, children }: { name: string; children: string | null }) {
  return (
    <div className="min-w-0 rounded-lg bg-hover px-3 py-2">
      <p className="text-xs leading-5 text-ink-muted">{name}</p>
      {children === null ? (
        <p className="text-sm text-ink-muted italic">nothing</p>
      ) : (
        <p dir="auto" className="text-sm leading-6 wrap-anywhere whitespace-pre-wrap">
          {children}
        </p>
      )}
    </div>
  );
}
