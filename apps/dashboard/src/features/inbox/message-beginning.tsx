import type { Message } from '@parley/api-client';
import { Forward } from 'lucide-react';
import { QuotedMessage } from './quoted-message';

/** What is to be known before one reads a message: who of a group wrote it, that it is passed on, what it answers. */
export function MessageBeginning({ message }: { message: Message }) {
  const { author, forwarded, replyTo } = message;
  return (
    <>
      {author ? (
        <p className="text-[13px] leading-5 font-semibold text-accent">
          <bdi dir="auto">{author.name}</bdi>
        </p>
      ) : null}
      {forwarded ? (
        <p className="flex items-center gap-1 text-xs leading-5 text-bubble-meta">
          <Forward aria-hidden="true" className="size-3.5" />
          {forwarded === 'often' ? 'Forwarded many times' : 'Forwarded'}
        </p>
      ) : null}
      {replyTo ? <QuotedMessage quoted={replyTo} /> : null}
    </>
  );
}
