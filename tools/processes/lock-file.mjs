import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, identifyMyself, stillRuns } from './process-identity.mjs';

/** @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity */
/** @typedef {{ addProcess(pid: number | undefined): void, release(): void }} HeldLock */
/** @typedef {{ lock: HeldLock } | { holder: ProcessIdentity }} LockAnswer */

const POLL_MS = 250;
const HALF_WRITTEN_MS = 2_000;

/**
 * Takes the lock at `path`, or says who holds it. A holder that died without releasing it counts for nothing;
 * processes added to a lock keep it alive after its taker was killed.
 * @param {string} path in a directory that exists
 * @returns {LockAnswer}
 * @throws the file system's error when the lock cannot be written
 */
export function tryLock(path) {
  const mine = [identifyMyself()];
  for (;;) {
    if (writeNew(path, mine)) return { lock: held(path, mine) };
    const text = read(path);
    if (text === undefined) continue;
    const holder = livingHolder(path, text);
    if (holder) return { holder };
    removeStale(path, text);
  }
}

/**
 * Takes the lock at `path`, waiting for whoever holds it.
 * @param {string} path
 * @param {{ onWait?: (holder: ProcessIdentity) => void, signal?: AbortSignal }} [options] `onWait` is called once
 * @returns {Promise<HeldLock>}
 */
export async function waitForLock(path, { onWait, signal } = {}) {
  for (let waited = false; ; waited = true) {
    const answer = tryLock(path);
    if ('lock' in answer) return answer.lock;
    if (!waited) onWait?.(answer.holder);
    await pause(POLL_MS, undefined, signal ? { signal } : {});
  }
}

/**
 * The live processes that a lock's text names; undefined when the text is not (yet) a lock's.
 * @param {string} text
 * @returns {ProcessIdentity[] | undefined}
 */
export function parseLock(text) {
  try {
    const holders = JSON.parse(text);
    return Array.isArray(holders) ? holders.filter((holder) => Number.isInteger(holder?.pid)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {ProcessIdentity[]} mine
 * @returns {HeldLock}
 */
function held(path, mine) {
  return {
    addProcess(pid) {
      const identity = pid === undefined ? undefined : identify(pid);
      if (identity) writeFileSync(path, JSON.stringify([...mine, identity]));
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

/**
 * Linking a finished file makes taking and writing one step; some file systems have no links.
 * @param {string} path
 * @param {ProcessIdentity[]} mine
 */
function writeNew(path, mine) {
  const draft = `${path}.${process.pid}.${randomBytes(3).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    return writeExclusively(path, mine);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} path
 * @param {ProcessIdentity[]} mine
 */
function writeExclusively(path, mine) {
  try {
    writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
function livingHolder(path, text) {
  const holders = parseLock(text);
  if (holders) return holders.find(stillRuns);
  return ageMs(path) < HALF_WRITTEN_MS ? { pid: 0, startedAt: '' } : undefined;
}

/**
 * Moves the stale lock away before removing it, and puts it back when it turns out to be somebody's new one.
 * @param {string} path
 * @param {string} stale
 */
function removeStale(path, stale) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {string} path */
function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}
