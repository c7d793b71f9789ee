import type { Message } from '@parley/api-client';
import { memo, type ReactNode } from 'react';
import { classNames } from '@/ui/class-names';
import { clockTime } from '@/time/calendar';
import { KindIcon } from './kind-icon';
import { kindOf, type MessageKind } from './message-kinds';
import { MessageStatus } from './message-status';
import { MessageText } from './message-text';

type Props = { message: Message; isFirstOfGroup: boolean; isLastOfGroup: boolean };

export const MessageBubble = memo(function MessageBubble({ message, isFirstOfGroup, isLastOfGroup }: Props) {
  const isOurs = message.direction === 'outbound';
  const kind = kindOf(message.type);
  const time = <BubbleTime message={message} />;
  return (
    <li
      data-message-id={message.id}
      className={classNames(
        'flex flex-col',
        isOurs ? 'items-end' : 'items-start',
        isFirstOfGroup ? 'mt-3' : 'mt-[3px]',
      )}
    >
      <div
        className={classNames(
          'max-w-[min(36rem,82%)] rounded-2xl px-3 py-2 text-[14.5px] leading-[1.45] shadow-[0_1px_1px_rgb(0_0_0/0.07)]',
          isOurs ? 'bg-bubble-out' : 'bg-bubble-in',
          !isFirstOfGroup && (isOurs ? 'rounded-se-md' : 'rounded-ss-md'),
          !isLastOfGroup
            ? isOurs
              ? 'rounded-ee-md'
              : 'rounded-es-md'
            : isOurs
              ? 'rounded-ee-sm'
              : 'rounded-es-sm',
        )}
      >
        <span className="sr-only">{isOurs ? 'You:' : 'They:'}</span>
        {kind ? <KindLine message={message} kind={kind} end={message.text ? null : time} /> : null}
        {message.text ? <MessageText text={message.text} end={time} /> : null}
        {kind || message.text ? null : <EmptyText end={time} />}
      </div>
      <Trouble message={message} />
    </li>
  );
});

function BubbleTime({ message }: { message: Message }) {
  return (
    <span className="float-end ms-3 mt-[6px] -mb-0.5 flex items-center gap-1 text-[11.5px] leading-4 text-bubble-meta">
      <time dateTime={message.occurredAt} className="tabular-nums">
        {clockTime(Date.parse(message.occurredAt))}
      </time>
      <MessageStatus message={message} />
    </span>
  );
}

function KindLine({ message, kind, end }: { message: Message; kind: MessageKind; end: ReactNode }) {
  return (
    <div className="flex items-center gap-2.5 py-1">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-ink/8 text-ink-muted">
        <KindIcon type={message.type} className="size-[18px]" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{kind.label}</p>
        {kind.explanation ? (
          <p className="text-[13px] leading-5 text-bubble-meta">{kind.explanation}</p>
        ) : null}
      </div>
      <div className="self-end">{end}</div>
    </div>
  );
}

function EmptyText({ end }: { end: ReactNode }) {
  return (
    <div className="flow-root text-bubble-meta italic">
      Empty message
      {end}
    </div>
  );
}

/** What did not go as it should is said in words under the bubble, not only by a sign in it. */
function Trouble({ message }: { message: Message }) {
  if (message.state === 'failed') {
    const { failure } = message;
    return (
      <p className="mt-1.5 max-w-[min(36rem,82%)] rounded-lg bg-danger-soft px-2.5 py-1.5 text-[13px] leading-5 text-danger">
        Not delivered. {failure?.reason ?? 'WhatsApp gave no reason.'}
        {failure ? (
          <bdi dir="ltr" className="ms-1.5 font-mono text-xs">
            {failure.code}
          </bdi>
        ) : null}
      </p>
    );
  }
  if (message.state === 'unknown') {
    return (
      <p className="mt-1.5 max-w-[min(36rem,82%)] rounded-lg bg-warning-soft px-2.5 py-1.5 text-[13px] leading-5 text-warning">
        We do not know whether it was delivered: no answer came back after it was sent. A later status will
        tell.
      </p>
    );
  }
  return null;
}
