'use client';

import type { Template, TemplateUsage } from '@parley/api-client';
import Link from 'next/link';
import { asProblem } from '@/data/problem';
import { ContactName } from '@/features/inbox/contact-name';
import { useConversation } from '@/features/inbox/conversations.queries';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { Skeleton } from '@/ui/skeleton';
import { textLinkStyle } from '@/ui/text-link';
import { useTemplateUsage } from '../templates.queries';
import { latelyWords, outcomesOf, waitingWords } from './usage-words';

/** When it was last sent, what became of it lately, and what still waits to be sent with it. */
export function UsagePanel({ template }: { template: Template }) {
  const query = useTemplateUsage(template.id);
  return (
    <Panel title="Where it is used" className="pt-3">
      <p className="text-sm leading-6">
        {template.lastUsedAt ? (
          <bdi>
            A message was last made of it <Moment at={template.lastUsedAt} look="ago" />.
          </bdi>
        ) : (
          'No message was made of it yet.'
        )}
      </p>
      {query.isPending ? <Skeleton className="mt-2 h-4 w-56" /> : null}
      {query.isError && !query.data ? (
        <div role="alert" className="mt-2 flex flex-wrap items-center gap-3 text-sm text-ink-muted">
          <p>How it is used could not be loaded. {asProblem(query.error).message}</p>
          <Button size="small" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {query.data ? (
        <>
          {template.lastUsedAt ? <Lately lately={query.data.lately} /> : null}
          <Waiting usage={query.data} />
        </>
      ) : null}
    </Panel>
  );
}

const MOST_NAMED = 5;

function Lately({ lately }: { lately: TemplateUsage['lately'] }) {
  const outcomes = outcomesOf(lately);
  return (
    <>
      <p className="text-sm leading-6 text-ink-muted">{latelyWords(lately)}</p>
      {outcomes.length > 0 ? (
        <dl className="mt-3 mb-4 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
          {outcomes.map(({ name, count, share }) => (
            <div key={name} className="min-w-0">
              <dt className="text-[13px] leading-5 text-ink-muted">{name}</dt>
              <dd className="text-lg leading-7 font-semibold tabular-nums">
                {count}
                {share ? (
                  <span className="ms-1.5 text-[13px] font-normal text-ink-muted">{share}</span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}

/** What waits, and in which conversations: the first of them. */
export function Waiting({ usage: { waiting, messages } }: { usage: TemplateUsage }) {
  // Several may wait in one conversation.
  const conversations = [...new Map(messages.map((message) => [message.conversationId, message])).values()];
  return (
    <>
      <p className="text-sm leading-6 text-ink-muted">{waitingWords(waiting)}</p>
      {conversations.length > 0 ? (
        <ul className="mt-1.5 flex flex-col gap-1 text-[13px] leading-5">
          {conversations.slice(0, MOST_NAMED).map(({ conversationId, waitsUntil }) => (
            <li key={conversationId}>
              <ConversationLink conversationId={conversationId} />{' '}
              <span className="text-ink-muted">
                waits until <Moment at={waitsUntil} look="dateAndTime" />
              </span>
            </li>
          ))}
          {waiting > messages.length || conversations.length > MOST_NAMED ? (
            <li className="text-ink-muted">and in others</li>
          ) : null}
        </ul>
      ) : null}
    </>
  );
}

/** By the name of whom it is with, once that is known. */
function ConversationLink({ conversationId }: { conversationId: string }) {
  const { tenant } = useWorkspace();
  const name = useConversation(conversationId).data?.contact.name;
  return (
    <Link href={paths.inbox(tenant.slug, conversationId)} className={textLinkStyle}>
      {name ? <ContactName name={name} /> : 'Open the conversation'}
    </Link>
  );
}
