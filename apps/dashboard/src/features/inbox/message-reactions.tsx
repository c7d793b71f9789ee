import type { Message } from '@parley/api-client';
import { reactionsInOrder } from './reactions';

/** Hangs over the lower edge of a bubble, as people know it from the phone. */
export function MessageReactions({ reactions }: { reactions: Message['reactions'] }) {
  const shown = reactionsInOrder(reactions);
  if (shown.length === 0) return null;
  return (
    <ul
      aria-label="Reactions"
      className="relative z-10 -mt-1.5 flex w-fit gap-1 rounded-full border border-line bg-surface px-1.5 py-px text-[13px] leading-5 shadow-sm"
    >
      {shown.map(({ emoji, count, who }) => (
        <li key={emoji} title={who}>
          <span aria-hidden="true">
            {emoji}
            {count > 1 ? <span className="ms-0.5 text-xs text-ink-muted tabular-nums">{count}</span> : null}
          </span>
          <span className="sr-only">
            {emoji}, {who}
          </span>
        </li>
      ))}
    </ul>
  );
}
