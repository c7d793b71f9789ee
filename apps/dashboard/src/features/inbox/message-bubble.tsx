import type { Message } from '@parley/api-client';
import { memo } from 'react';
import { useWorkspace } from '@/shell/workspace-context';
import { classNames } from '@/ui/class-names';
import { clockTime } from '@/time/calendar';
import { MessageBeginning } from './message-beginning';
import { MessageBody } from './message-body';
import { shapeOf } from './message-media';
import { MessageReactions } from './message-reactions';
import { colleagueOf } from './sender';
import { MessageStatus } from './message-status';
import { MessageTrouble } from './message-trouble';

type Props = { message: Message; isFirstOfGroup: boolean; isLastOfGroup: boolean };

export const MessageBubble = memo(function MessageBubble({ message, isFirstOfGroup, isLastOfGroup }: Props) {
  const isOurs = message.direction === 'outbound';
  const { media } = message;
  const { tenant } = useWorkspace();
  const colleague = colleagueOf(message, tenant.me.memberId);
  const isSticker =
    media.length > 0 && media.every((file) => file.state === 'stored' && shapeOf(file) === 'sticker');
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
          'rounded-2xl text-[14.5px] leading-[1.45]',
          media.length > 0 ? 'max-w-[min(20.5rem,82%)] p-1' : 'max-w-[min(36rem,82%)] px-3 py-2',
          isSticker ? null : 'shadow-[0_1px_1px_rgb(0_0_0/0.07)]',
          isSticker ? null : isOurs ? 'bg-bubble-out' : 'bg-bubble-in',
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
        <span className="sr-only">{isOurs ? `${colleague ?? 'You'}:` : 'They:'}</span>
        <div className={media.length > 0 ? 'px-2 pt-1 empty:hidden' : 'contents'}>
          <MessageBeginning message={message} />
        </div>
        <MessageBody message={message} time={time} />
      </div>
      <MessageReactions reactions={message.reactions} />
      {colleague && isLastOfGroup ? (
        <p aria-hidden="true" className="mt-1 max-w-[min(36rem,82%)] truncate px-1 text-xs text-ink-muted">
          <bdi>{colleague}</bdi>
        </p>
      ) : null}
      <MessageTrouble message={message} />
    </li>
  );
});

function BubbleTime({ message }: { message: Message }) {
  return (
    <span className="float-end ms-3 mt-[6px] -mb-0.5 flex items-center gap-1 text-[11.5px] leading-4 text-bubble-meta">
      {message.editedAt && !message.revokedAt ? <span>edited</span> : null}
      <time dateTime={message.occurredAt} className="tabular-nums">
        {clockTime(Date.parse(message.occurredAt))}
      </time>
      <MessageStatus message={message} />
    </span>
  );
}
