/** Who sends: a person; the bot, with one-time codes; a program of the customer; a broadcast. */
export type SendingClass = 'human' | 'bot' | 'api' | 'broadcast';

export const SENDING_CLASSES: readonly SendingClass[] = ['human', 'bot', 'api', 'broadcast'];

/** 60, 25, 10 and 5 of 100, and no two in a row that are not a person's. */
const ROUND: readonly SendingClass[] = [
  ...(['human', 'bot', 'human', 'api', 'human', 'human', 'bot', 'human', 'human', 'bot'] as const),
  ...(['human', 'broadcast', 'human', 'bot', 'human', 'api', 'human', 'human', 'bot', 'human'] as const),
];
/** One slot of ten at least is the broadcast's while it waits. */
const PATIENCE_OF_BROADCAST = 9;

/**
 * Which class sends next (reliability.md D2). Whoever waits alone gets everything. Where several wait, turns go round by
 * weight, past whoever does not wait, and a broadcast that was passed over nine times comes first: so a person waits for
 * two slots at most, a broadcast for nine, and nobody for ever. Constant time and memory.
 */
export class Turns {
  private position = 0;
  private broadcastPassedOver = 0;
  /** It was given its turn before the round came to it, which then goes past it. */
  private broadcastHadItsTurn = false;

  /** The class of the next slot, which is thereby used; null where nobody waits. */
  next(waiting: Readonly<Record<SendingClass, boolean>>): SendingClass | null {
    const contenders = SENDING_CLASSES.filter((one) => waiting[one]);
    if (contenders.length <= 1) return contenders[0] ?? null;
    const isOverdue = waiting.broadcast && this.broadcastPassedOver >= PATIENCE_OF_BROADCAST;
    if (isOverdue) this.broadcastHadItsTurn = true;
    const chosen = isOverdue ? 'broadcast' : this.goRound(waiting);
    this.broadcastPassedOver = waiting.broadcast && chosen !== 'broadcast' ? this.broadcastPassedOver + 1 : 0;
    return chosen;
  }

  private goRound(waiting: Readonly<Record<SendingClass, boolean>>): SendingClass {
    for (;;) {
      const next = ROUND[this.position];
      this.position = (this.position + 1) % ROUND.length;
      if (next === 'broadcast' && this.broadcastHadItsTurn) this.broadcastHadItsTurn = false;
      else if (next !== undefined && waiting[next]) return next;
    }
  }
}
