/** What the intake has to do now. */
export interface IntakeLoad {
  /** Webhooks that are not committed yet, and their bytes. */
  readonly requests: number;
  readonly bytes: number;
  /** How long the oldest of those has waited that nobody commits yet. */
  readonly oldestWaitMs: number;
  /** For how long the event loop has been too slow to answer anybody in time. */
  readonly slowForMs: number;
  readonly isStopping: boolean;
}

export type Overload = 'stopping' | 'too_many' | 'too_large' | 'too_slow' | 'no_time';

export const MAX_WAITING_REQUESTS = 2_000;
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;
export const MAX_WAIT_MS = 1_500;
export const MAX_SLOW_MS = 3_000;

/**
 * Why the next webhook is better sent again than taken (facts/reliability.md C6); undefined: it is taken. How much is
 * still to be processed is no reason: that is what the inbox is for.
 */
export function overloadOf(load: IntakeLoad): Overload | undefined {
  if (load.isStopping) return 'stopping';
  if (load.requests >= MAX_WAITING_REQUESTS) return 'too_many';
  if (load.bytes >= MAX_WAITING_BYTES) return 'too_large';
  if (load.oldestWaitMs > MAX_WAIT_MS) return 'too_slow';
  if (load.slowForMs >= MAX_SLOW_MS) return 'no_time';
  return undefined;
}
