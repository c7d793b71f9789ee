// Plain JavaScript: bootstrap needs this before the Node that strips types is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {{ pid: number, startedAt: string }} ProcessIdentity A pid alone may have been given to another process since. */

/**
 * The living process with this pid, or undefined when there is none (a zombie counts as gone).
 * @param {number} pid
 * @returns {ProcessIdentity | undefined}
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return identifyByProc(pid);
  if (process.platform === 'win32') return answersToSignal(pid) ? { pid, startedAt: '' } : undefined;
  return parsePs(pid, run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]));
}

/**
 * Whether the very process that was identified earlier is still alive.
 * @param {ProcessIdentity} identity
 */
export function stillRuns(identity) {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/**
 * The command line of a process, or '' when it cannot be read.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return run('ps', ['-o', 'command=', '-p', String(pid)]).trim();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/**
 * The parent of a process; undefined when it cannot be found out cheaply.
 * @param {number} pid
 * @returns {number | undefined}
 */
export function parentOf(pid) {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** @returns {ProcessIdentity} */
export function identifyMyself() {
  return identify(process.pid) ?? { pid: process.pid, startedAt: '' };
}

/**
 * Reads /proc/<pid>/stat, whose second field may itself contain spaces and brackets.
 * @param {number} pid
 * @param {string} stat
 * @returns {ProcessIdentity | undefined}
 */
export function parseProcStat(pid, stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const startedAt = fields[19];
  if (startedAt === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, startedAt };
}

/**
 * @param {number} pid
 * @param {string} line what `ps -o stat=,lstart=` printed
 * @returns {ProcessIdentity | undefined}
 */
export function parsePs(pid, line) {
  const [state, ...started] = line.trim().split(/\s+/);
  if (!state || state.startsWith('Z') || started.length === 0) return undefined;
  return { pid, startedAt: started.join(' ') };
}

/** @param {number} pid */
function identifyByProc(pid) {
  try {
    const identity = parseProcStat(pid, readFileSync(`/proc/${pid}/stat`, 'utf8'));
    // The start is counted in ticks since boot, so it says little without which boot.
    return identity && { pid, startedAt: `${identity.startedAt}@${bootId()}` };
  } catch {
    return undefined;
  }
}

function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
}

/** @param {number} pid */
function answersToSignal(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout ?? '';
}
