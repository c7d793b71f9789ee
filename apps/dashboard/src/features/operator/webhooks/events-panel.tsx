'use client';

import type { DeliveryEvent, WebhookDeliveryDetail } from '@parley/api-client';
import { useState } from 'react';
import { paths } from '@/shell/paths';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { cellStyle, Table } from '@/ui/table';
import { TextLink } from '@/ui/text-link';
import { useMe } from '@/workspace/me-context';
import { shortTime } from '../queues/waiting-age';
import { eventState, kindWords } from './webhook-state';

/** What one webhook of everyday life holds; a batch may hold a thousand parts. */
const SHOWN_AT_FIRST = 25;

type Props = { webhook: WebhookDeliveryDetail };

const number = new Intl.NumberFormat('en');

/** What a webhook has produced, part by part. */
export function EventsPanel({ webhook: { events, receivedAt, explodedAt, elements } }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? events : events.slice(0, SHOWN_AT_FIRST);
  return (
    <Panel title="What it produced">
      {events.length === 0 ? (
        <p className="text-sm leading-6 text-ink-muted">
          {explodedAt ? 'Nothing that belongs to a workspace.' : 'Nothing yet: it waits to be taken apart.'}
        </p>
      ) : (
        <Table
          label="What it produced"
          columns={[
            { name: 'Part', className: 'w-0' },
            { name: 'What' },
            { name: 'Workspace' },
            { name: 'State' },
            { name: 'Applied' },
            { name: 'Where it is', isHidden: true },
          ]}
        >
          {shown.map((event) => (
            <EventRow key={event.id} event={event} receivedAt={receivedAt} />
          ))}
        </Table>
      )}
      {shown.length > 0 && shown.length < elements.total ? (
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px] leading-5 text-ink-muted">
          <bdi>
            {number.format(shown.length)} of {number.format(elements.total)} parts.
          </bdi>
          {shown.length < events.length ? (
            <Button size="small" onClick={() => setWhole(true)}>
              Show {number.format(events.length)}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Panel>
  );
}

function EventRow({ event, receivedAt }: { event: DeliveryEvent; receivedAt: string }) {
  const { ordinal, tenant, appliedAt, lastError, lane } = event;
  const { tone, text } = eventState(event);
  return (
    <tr>
      <th scope="row" className={`${cellStyle} font-normal text-ink-muted tabular-nums`}>
        {ordinal + 1}
      </th>
      <td className={`${cellStyle} min-w-40`}>
        <bdi>{kindWords(event)}</bdi>
        <span className="block text-xs leading-4 text-ink-muted">lane {lane}</span>
      </td>
      <td className={`${cellStyle} min-w-28`}>
        <bdi>{tenant.name}</bdi>
      </td>
      <td className={cellStyle}>
        <Badge tone={tone}>{text}</Badge>
        {lastError && event.state !== 'done' ? (
          <span
            dir="auto"
            className="mt-1 block min-w-48 text-xs leading-4 wrap-anywhere text-ink-muted rtl:text-end"
          >
            {lastError}
          </span>
        ) : null}
      </td>
      <td className={`${cellStyle} whitespace-nowrap text-ink-muted tabular-nums`}>
        <bdi>
          {appliedAt
            ? `${shortTime(Math.max(0, Date.parse(appliedAt) - Date.parse(receivedAt)))} later`
            : 'not yet'}
        </bdi>
      </td>
      <td className={`${cellStyle} whitespace-nowrap`}>
        <Whereabouts event={event} />
      </td>
    </tr>
  );
}

/** A link for members of the workspace; whoever runs the installation is not one by that. */
function Whereabouts({ event: { tenant, produced, ordinal } }: { event: DeliveryEvent }) {
  const isMember = useMe().tenants.some(({ slug }) => slug === tenant.slug);
  if (!produced?.conversationId) return null;
  if (!isMember) return <span className="text-[13px] text-ink-muted">you are no member there</span>;
  return (
    <TextLink href={paths.inbox(tenant.slug, produced.conversationId)}>
      Conversation<span className="sr-only"> of part {ordinal + 1}</span>
    </TextLink>
  );
}
