import type { Message } from '@parley/api-client';
import { Forward, LayoutTemplate } from 'lucide-react';
import { QuotedMessage } from './quoted-message';

/** What is to be known before one reads a message: who of a group wrote it, that it is passed on, what it answers. */
export function MessageBeginning({ message }: { message: Message }) {
  const { author, forwarded, replyTo, type, text } = message;
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
      {type === 'template' && text !== null ? (
        <p className="flex items-center gap-1 text-xs leading-5 text-bubble-meta">
          <LayoutTemplate aria-hidden="true" className="size-3.5" />
          Template
        </p>
      ) : null}
      {replyTo ? <QuotedMessage quoted={replyTo} /> : null}
    </>
  );
}
