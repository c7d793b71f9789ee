import type { Home } from '../instance/home.ts';
import { readInstance, type InstanceRecord } from '../instance/instance-file.ts';
import { tryLock, type HeldLock } from '../processes/lock-file.mjs';
import { stillRuns, type ProcessIdentity } from '../processes/process-identity.mjs';
import { Trouble } from '../trouble/trouble.ts';
import { hasEnded } from './orphans.ts';

const STOPS_WITHIN_MS = 90_000;

/**
 * Makes this launcher the only one of its folder. One that is stopping is waited for; one whose `npm start` was killed
 * is stopped, because no one can stop it from a terminal any more.
 * @throws Trouble with the URLs when another one runs
 */
export async function takeInstance(home: Home, say: (line: string) => void): Promise<HeldLock> {
  for (;;) {
    const answer = tryLock(home.lock);
    if ('lock' in answer) return answer.lock;
    const { holder } = answer;
    const record = readInstance(home);
    const isCurrent = record?.launcher.pid === holder.pid;
    if (!isCurrent || !mayBeReplaced(record)) throw alreadyRunning(holder, isCurrent ? record : undefined);
    if (record.state !== 'stopping') process.kill(holder.pid, 'SIGTERM');
    say(`An earlier start (pid ${holder.pid}) is still stopping; waiting for it.`);
    if (!(await hasEnded(holder, STOPS_WITHIN_MS)))
      throw new Trouble(`The earlier start (pid ${holder.pid}) does not stop.`);
  }
}

function mayBeReplaced(record: InstanceRecord): boolean {
  return record.state === 'stopping' || record.starters.some((starter) => !stillRuns(starter));
}

function alreadyRunning(holder: ProcessIdentity, record: InstanceRecord | undefined): Trouble {
  const urls = record ? Object.entries(record.urls).map(([name, url]) => `${name.padEnd(10)} ${url}`) : [];
  return new Trouble(
    `Parley is already running here (pid ${holder.pid}). Stop it with Ctrl-C in its terminal or with kill ${holder.pid}.`,
    urls,
  );
}
