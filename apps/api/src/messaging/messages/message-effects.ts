/** A message that changes another one or speaks about it, as far as the fold needs it. */
export interface Effect {
  readonly id: string;
  /** reaction, edit, revoke, call_end; whatever else names a target brings what that one came without. */
  readonly type: string;
  readonly direction: 'inbound' | 'outbound';
  readonly text: string | null;
  /** Of a participant of a group; otherwise the direction says who it is. */
  readonly author: EffectAuthor | null;
  readonly occurredAt: Date;
}

interface EffectAuthor {
  /** Tells one participant from another. */
  readonly key: string;
  readonly name: string | null;
}

export interface Reaction {
  readonly emoji: string;
  readonly from: 'contact' | 'business';
  /** Of a participant of a group. */
  readonly name: string | null;
}

export interface Effects<T extends Effect> {
  /** The last one; its text counts in place of the message's own, also where it is null. */
  readonly edit: T | null;
  readonly revokedAt: Date | null;
  /** The last one of each person, in the order in which they were given; without those that were taken back. */
  readonly reactions: readonly Reaction[];
  readonly callEnd: T | null;
  /** What a message of the history came without: its file. */
  readonly completion: T | null;
}

const NO_COMPLETION = new Set(['reaction', 'edit', 'revoke']);

/**
 * What became of a message that `direction` says who wrote, given all that speaks about it. The order in which they are
 * given does not matter, and of each person only the last of each type does.
 */
export function effectsOn<T extends Effect>(
  direction: Effect['direction'],
  effects: readonly T[],
): Effects<T> {
  const ordered = [...effects].sort(byTime);
  // Nobody changes what somebody else wrote.
  const own = ordered.filter((effect) => effect.direction === direction);
  return {
    edit: own.findLast(({ type }) => type === 'edit') ?? null,
    revokedAt: own.findLast(({ type }) => type === 'revoke')?.occurredAt ?? null,
    reactions: reactionsOf(ordered),
    callEnd: ordered.findLast(({ type }) => type === 'call_end') ?? null,
    completion: own.findLast(({ type }) => !NO_COMPLETION.has(type) && !type.startsWith('call_')) ?? null,
  };
}

function reactionsOf(ordered: readonly Effect[]): Reaction[] {
  const last = new Map<string, Effect>();
  for (const effect of ordered) {
    if (effect.type !== 'reaction') continue;
    const key = `${effect.direction} ${effect.author?.key ?? ''}`;
    last.delete(key);
    last.set(key, effect);
  }
  return [...last.values()].flatMap(({ text, direction, author }) =>
    text === null
      ? []
      : [{ emoji: text, from: direction === 'inbound' ? 'contact' : 'business', name: author?.name ?? null }],
  );
}

function byTime(one: Effect, other: Effect): number {
  const difference = one.occurredAt.getTime() - other.occurredAt.getTime();
  return difference !== 0 ? difference : one.id < other.id ? -1 : 1;
}
