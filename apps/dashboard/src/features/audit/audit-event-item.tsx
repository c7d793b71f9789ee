'use client';

import type { AuditEvent } from '@parley/api-client';
import {
  Building2,
  ChevronRight,
  CircleUserRound,
  KeyRound,
  Mail,
  MailX,
  MessageSquare,
  ScrollText,
  Smartphone,
  Users,
  Webhook,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { clockTime } from '@/time/calendar';
import { AuditEventDetails } from './audit-event-details';
import { sentenceOf } from './audit-sentence';

const icons: Record<string, ReactNode> = {
  tenant: <Building2 />,
  member: <Users />,
  invitation: <Mail />,
  api_key: <KeyRound />,
  channel: <Smartphone />,
  conversation: <MessageSquare />,
  account: <CircleUserRound />,
  webhook_delivery: <Webhook />,
  dead_letter: <MailX />,
  dead_letters: <MailX />,
};

/** One event as a sentence; what exactly it was on demand. */
export function AuditEventItem({ event }: { event: AuditEvent }) {
  const [isOpen, setOpen] = useState(false);
  const at = Date.parse(event.occurredAt);
  return (
    <li>
      <details onToggle={(toggled) => setOpen(toggled.currentTarget.open)} className="group/event">
        <summary className="flex min-h-12 cursor-default list-none items-center gap-3 px-5 py-2.5 -outline-offset-2 transition-colors hover:bg-hover [&::-webkit-details-marker]:hidden">
          <span aria-hidden="true" className="text-ink-faint [&_svg]:size-4">
            {icons[event.action.split('.')[0] ?? ''] ?? <ScrollText />}
          </span>
          <span className="min-w-0 flex-1 text-sm leading-5 wrap-anywhere text-ink-muted">
            {/* The order of the words is the meaning: it must not follow the direction of the page. */}
            <bdi>
              {sentenceOf(event).map(({ text, isName }, index) =>
                isName ? (
                  <bdi key={index} className="font-medium text-ink">
                    {text}
                  </bdi>
                ) : (
                  text
                ),
              )}
            </bdi>
          </span>
          <time dateTime={event.occurredAt} className="shrink-0 text-xs text-ink-faint tabular-nums">
            {clockTime(at)}
          </time>
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-ink-faint transition-transform group-open/event:rotate-90 rtl:-scale-x-100 rtl:group-open/event:-rotate-90"
          />
        </summary>
        {isOpen ? <AuditEventDetails event={event} /> : null}
      </details>
    </li>
  );
}
