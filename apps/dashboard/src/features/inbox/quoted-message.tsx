import type { Message } from '@parley/api-client';
import { KindIcon } from './kind-icon';
import { kindOf } from './message-kinds';
import { plainText } from './text-format';

type Quoted = NonNullable<Message['replyTo']>;

/** The message that this one answers; a click leads to it where it is on the page. */
export function QuotedMessage({ quoted }: { quoted: Quoted }) {
  const kind = kindOf(quoted.type);
  return (
    <button
      type="button"
      onClick={() => showMessage(quoted.id)}
      className="mt-0.5 mb-1 block w-full cursor-default rounded-lg border-s-[3px] border-accent bg-ink/6 px-2.5 py-1.5 text-start text-[13px] leading-5 hover:bg-ink/10"
    >
      <span className="sr-only">In answer to: </span>
      <span className="block font-medium">{quoted.direction === 'outbound' ? 'You' : 'They'}</span>
      <span className="flex items-center gap-1.5 text-bubble-meta">
        {kind ? <KindIcon type={quoted.type} className="size-[15px] shrink-0" /> : null}
        <bdi dir="auto" className="line-clamp-2 min-w-0 break-words">
          {quoted.text ? plainText(quoted.text) : (kind?.label ?? 'Empty message')}
        </bdi>
      </span>
    </button>
  );
}

function showMessage(id: string): void {
  document.querySelector(`[data-message-id="${id}"]`)?.scrollIntoView({ block: 'center' });
}
