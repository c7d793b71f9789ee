import type { MessagePreview as Preview } from '@parley/api-client';
import { KindIcon } from './kind-icon';
import { kindOf } from './message-kinds';
import { plainText } from './text-format';
import { TickIcon } from './tick-icon';
import { stateInWords, tickOf } from './ticks';

/** The last message of a conversation on one line. */
export function MessagePreview({ message }: { message: Preview | null }) {
  if (!message) return <span>No messages yet</span>;
  const kind = kindOf(message.type);
  const tick = tickOf(message);
  return (
    <>
      {tick ? (
        <>
          <TickIcon tick={tick} />
          <span className="sr-only">You, {stateInWords(message.state)}: </span>
        </>
      ) : null}
      {kind ? <KindIcon type={message.type} className="size-[15px] shrink-0" /> : null}
      {kind && message.text ? <span className="sr-only">{kind.label}: </span> : null}
      <bdi dir="auto" className="min-w-0 truncate">
        {message.text ? plainText(message.text) : (kind?.label ?? 'Empty message')}
      </bdi>
    </>
  );
}
