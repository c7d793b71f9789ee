import { fillUp } from '../lab/volume.ts';
import type { Lab } from '../lab/lab.ts';
import { wait } from '../wait.ts';
import type { Fault } from './fault.ts';
import { blackholeToGraph, freezeWhoSends, noWayToGraph, resetToGraph } from './graph-faults.ts';

const COMMIT_WITHIN_MS = 10_000;

/** Makes it go wrong and lets it be right again; answers whether it really happened. */
export async function inflict(lab: Lab, fault: Fault): Promise<boolean> {
  switch (fault.kind) {
    case 'kill':
      return kill(lab, fault);
    case 'stop in order':
      return stopInOrder(lab, fault);
    case 'kill database':
      return killDatabase(lab, fault.downMs);
    case 'cut before commit':
      return lab.proxy(fault.victim).cutAtCommit('before', COMMIT_WITHIN_MS);
    case 'cut after commit':
      return lab.proxy(fault.victim).cutAtCommit('after', COMMIT_WITHIN_MS);
    case 'reset connections':
      return lab.proxy(fault.victim).reset() > 0;
    case 'slow connections':
      return slow(lab, fault);
    case 'blackhole':
      return blackhole(lab, fault);
    case 'freeze':
      return freeze(lab, fault);
    case 'freeze who sends':
      return freezeWhoSends(lab, fault.forMs);
    case 'reset connections to Graph':
      return resetToGraph(lab);
    case 'no way to Graph':
      return noWayToGraph(lab, fault.forMs);
    case 'blackhole to Graph':
      return blackholeToGraph(lab, fault.forMs);
    case 'full disk':
      return fullDisk(lab, fault.forMs);
  }
}

async function kill(lab: Lab, { victim, pauseMs }: Extract<Fault, { kind: 'kill' }>): Promise<boolean> {
  const process = lab.process(victim);
  await wait(pauseMs, lab.signal);
  const ran = process.isRunning;
  await process.kill();
  await process.start();
  return ran;
}

/** As an operator does for a new version: leases are given back, nothing is left in flight. */
async function stopInOrder(
  lab: Lab,
  { victim }: Extract<Fault, { kind: 'stop in order' }>,
): Promise<boolean> {
  const process = lab.process(victim);
  const ran = process.isRunning;
  await process.stop();
  await process.start();
  return ran;
}

async function killDatabase(lab: Lab, downMs: number): Promise<boolean> {
  const killed = await lab.postgres.killAll();
  await wait(downMs, lab.signal);
  await lab.postgres.comeBack(lab.signal);
  return killed > 1;
}

async function slow(
  lab: Lab,
  { victim, delayMs, forMs }: Extract<Fault, { kind: 'slow connections' }>,
): Promise<boolean> {
  const proxy = lab.proxy(victim);
  proxy.slowDown(() => delayMs);
  await wait(forMs, lab.signal);
  proxy.slowDown(() => 0);
  return true;
}

type Spell = Extract<Fault, { kind: 'blackhole' | 'freeze' }>;

async function blackhole(lab: Lab, { victim, forMs }: Spell): Promise<boolean> {
  const proxy = lab.proxy(victim);
  proxy.blackhole();
  await wait(forMs, lab.signal);
  proxy.endBlackhole();
  return true;
}

/** As long as a machine that is moved, or a pause that nobody planned: it goes on as if nothing had been. */
async function freeze(lab: Lab, { victim, forMs }: Spell): Promise<boolean> {
  const process = lab.process(victim);
  process.freeze();
  await wait(forMs, lab.signal);
  process.thaw();
  return process.isRunning;
}

async function fullDisk(lab: Lab, forMs: number): Promise<boolean> {
  if (!lab.volume) return false;
  const complaintsBefore = lab.postgres.complaintsOfNoSpace();
  const makeRoom = fillUp(lab.volume);
  await wait(forMs, lab.signal);
  makeRoom();
  // Without room for its log PostgreSQL may have given up.
  await lab.postgres.comeBack(lab.signal);
  return lab.postgres.complaintsOfNoSpace() > complaintsBefore;
}
