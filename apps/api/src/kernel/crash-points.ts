/**
 * Places where a process may die, each a step between a socket and a commit. A test arms one, and the process kills
 * itself at its n-th passing; otherwise passing one costs a comparison. What a crash there must not break is in
 * docs/reliability.md.
 */
export const CRASH_POINTS = [
  'receive.verified',
  'receive.before-commit',
  'receive.after-commit',
  'receive.before-wake-up',
  'explode.locked',
  'explode.split',
  'explode.contacts-resolved',
  'explode.before-commit',
  'explode.after-commit',
  'apply.lanes-locked',
  'apply.claimed',
  'apply.messages-written',
  'apply.statuses-written',
  'apply.before-commit',
  'apply.after-commit',
  'apply.before-hints',
  'media.claimed',
  'media.fetched',
  'media.before-commit',
  'media.after-commit',
  'send.lease-taken',
  'send.abandoned-marked',
  'send.abandoned-noted',
  'send.before-claim-commit',
  'send.claimed',
  'send.before-call',
  'send.after-call',
  'send.results-gathered',
  'send.results-locked',
  'send.results-half-written',
  'send.before-results-commit',
  'send.results-written',
  'send.before-resend-commit',
  'send.unknown-settled',
  'replay.claimed',
  'replay.before-commit',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

let armed: { readonly point: CrashPoint; hitsLeft: number } | undefined;

/** `point:n` kills this process at the n-th passing of that point. @throws Error for a point that does not exist */
export function armCrashPoint(words: string): void {
  const [point, hit = '1'] = words.split(':');
  const known = CRASH_POINTS.find((name) => name === point);
  if (known === undefined || !/^[1-9]\d{0,6}$/.test(hit))
    throw new Error(`There is no crash point "${words}".`);
  armed = { point: known, hitsLeft: Number(hit) };
}

export function crashPoint(point: CrashPoint): void {
  if (armed?.point !== point) return;
  armed.hitsLeft -= 1;
  if (armed.hitsLeft === 0) process.kill(process.pid, 'SIGKILL');
}
