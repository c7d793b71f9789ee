import type { ReactNode } from 'react';
import { formatText, type TextToken } from './text-format';

/**
 * A message's text with WhatsApp's formatting. Built from elements, never from HTML.
 * `end` stands at the end of the last line when there is room, below it when not.
 */
export function MessageText({ text, end }: { text: string; end: ReactNode }) {
  return (
    <div dir="auto" className="flow-root [overflow-wrap:anywhere] whitespace-pre-wrap">
      {formatText(text).map(drawn)}
      {end}
    </div>
  );
}

function drawn(token: TextToken, index: number): ReactNode {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'link':
      return (
        <a
          key={index}
          href={token.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="font-medium text-accent-ink underline decoration-1 underline-offset-2"
        >
          <bdi dir="ltr">{token.text}</bdi>
        </a>
      );
    case 'mono':
      return (
        <code
          key={index}
          dir="ltr"
          className="rounded bg-ink/8 px-1 py-px font-mono text-[0.92em] [unicode-bidi:isolate]"
        >
          {token.text}
        </code>
      );
    case 'bold':
      return <strong key={index}>{token.children.map(drawn)}</strong>;
    case 'italic':
      return <em key={index}>{token.children.map(drawn)}</em>;
    case 'strike':
      return <s key={index}>{token.children.map(drawn)}</s>;
  }
}
