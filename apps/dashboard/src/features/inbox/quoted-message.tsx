'use client';

import { useState } from 'react';
import { KindIcon } from './kind-icon';
import { kindOf } from './message-kinds';
import { type Quoted, quotedInWords } from './quoted-words';

/** The message that this one answers; a click leads to it where it is on the page. */
export function QuotedMessage({ quoted }: { quoted: Quoted }) {
  const [isMissed, setMissed] = useState(false);
  const { id, direction, revokedAt } = quoted;
  const sign = revokedAt === null ? quoted.type : 'revoke';
  return (
    <>
      <button
        type="button"
        onClick={() => setMissed(!showMessage(id))}
        className="mt-0.5 mb-1 block w-full cursor-default rounded-lg border-s-[3px] border-accent bg-ink/6 px-2.5 py-1.5 text-start text-[13px] leading-5 hover:bg-ink/10"
      >
        <span className="sr-only">In answer to: </span>
        <span className="block font-medium">{direction === 'outbound' ? 'You' : 'They'}</span>
        <span className="flex items-center gap-1.5 text-bubble-meta">
          {kindOf(sign) ? <KindIcon type={sign} className="size-[15px] shrink-0" /> : null}
          <bdi dir="auto" className="line-clamp-2 min-w-0 break-words">
            {quotedInWords(quoted)}
          </bdi>
        </span>
      </button>
      {isMissed ? (
        <p role="alert" className="mb-1 text-[13px] leading-5 text-bubble-meta">
          It is among older messages that are not loaded yet. Scroll up to load them.
        </p>
      ) : null}
    </>
  );
}

/** Whether it is on the page. */
function showMessage(id: string): boolean {
  const message = document.querySelector(`[data-message-id="${id}"]`);
  message?.scrollIntoView({ block: 'center' });
  return message !== null;
}
