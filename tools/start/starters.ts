import { identify, type ProcessIdentity } from '../processes/process-identity.mjs';

const POLL_MS = 1_000;

/** The processes between the operator and us, as far as bootstrap told of them; none when started directly. */
export function findStarters(env: NodeJS.ProcessEnv): ProcessIdentity[] {
  if (!env['PARLEY_STARTED_BY']) return [];
  const pids = [...env['PARLEY_STARTED_BY'].split(',').map(Number), process.ppid];
  return pids.map(identify).filter((identity) => identity !== undefined);
}

/** Calls `onGone` when our parent ends: it was killed and can pass on no signal. */
export function watchParent(env: NodeJS.ProcessEnv, onGone: () => void): void {
  if (!env['PARLEY_STARTED_BY']) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}
