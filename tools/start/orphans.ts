import { setTimeout as pause } from 'node:timers/promises';
import type { InstanceRecord } from '../instance/instance-file.ts';
import { signalGroup } from '../processes/command.ts';
import { stillRuns, type ProcessIdentity } from '../processes/process-identity.mjs';

const POLL_MS = 100;
const GRACE_MS = 25_000;

/**
 * Stops what a killed launcher left running. A process is ours by its pid and its start: no other can have both, while
 * its command line is its own affair (Next.js gives itself another).
 */
export async function stopOrphans(record: InstanceRecord | undefined): Promise<string[]> {
  const ours = Object.entries(record?.processes ?? {}).filter(([, process]) => stillRuns(process));
  await Promise.all(ours.map(([, process]) => end(process)));
  return ours.map(([name]) => name);
}

/** Resolves true when the process has ended, false when it has not within the time. */
export async function hasEnded(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (stillRuns(identity)) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

async function end(process: ProcessIdentity): Promise<void> {
  signalGroup(process.pid, 'SIGTERM');
  if (await hasEnded(process, GRACE_MS)) return;
  signalGroup(process.pid, 'SIGKILL');
  await hasEnded(process, GRACE_MS);
}
