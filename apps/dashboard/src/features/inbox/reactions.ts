import type { Message } from '@parley/api-client';

export type ShownReaction = { emoji: string; count: number; who: string };

/** One of each emoji, the commonest first, with who reacted so. */
export function reactionsInOrder(reactions: Message['reactions']): ShownReaction[] {
  const emojis = [...new Set(reactions.map(({ emoji }) => emoji))];
  return emojis
    .map((emoji) => ({ emoji, all: reactions.filter((reaction) => reaction.emoji === emoji) }))
    .map(({ emoji, all }) => ({ emoji, count: all.length, who: all.map(nameOf).join(', ') }))
    .sort((one, other) => other.count - one.count);
}

function nameOf({ from, name }: Message['reactions'][number]): string {
  return name ?? (from === 'business' ? 'you' : 'they');
}
