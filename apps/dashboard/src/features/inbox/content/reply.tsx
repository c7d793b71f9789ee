import type { Message } from '@parley/api-client';
import { FileCheck2, ListChecks, MousePointerClick, PhoneCall } from 'lucide-react';
import { Card, CardLine } from './card';
import { answersOf } from './answers';

type Interactive = NonNullable<NonNullable<Message['content']>['interactive']>;

const SORTS = {
  button_reply: { icon: MousePointerClick, says: 'Pressed a button' },
  list_reply: { icon: ListChecks, says: 'Chose from a list' },
  nfm_reply: { icon: FileCheck2, says: 'Sent a form' },
  call_permission_reply: { icon: PhoneCall, says: 'Answered whether you may call' },
};

const OTHER = { icon: ListChecks, says: 'Chose an answer' };

/** What somebody pressed, chose or filled in. */
export function Reply({ reply }: { reply: Interactive }) {
  const { icon, says } = SORTS[reply.kind as keyof typeof SORTS] ?? OTHER;
  const answers = answersOf(reply.responses);
  return (
    <Card icon={icon} title={reply.title ? <bdi dir="auto">{reply.title}</bdi> : says}>
      {reply.title ? <CardLine>{says}</CardLine> : null}
      {reply.description ? (
        <CardLine>
          <bdi dir="auto">{reply.description}</bdi>
        </CardLine>
      ) : null}
      {answers.length > 0 ? (
        <dl className="mt-1 space-y-0.5 text-[13px] leading-5">
          {answers.map(({ name, value }) => (
            <div key={name} className="flex gap-2">
              <dt className="shrink-0 text-bubble-meta">
                <bdi dir="auto">{name}</bdi>
              </dt>
              <dd className="min-w-0 break-words">
                <bdi dir="auto">{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Card>
  );
}
