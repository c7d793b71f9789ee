import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { commandLineOf, identify, parentOf, stillRuns } from '../processes/process-identity.mjs';
import { InstallFailure, ensureInstalled } from './install.mjs';
import { findNode } from './node-binary.mjs';

/** @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} Farewell */

const COMMANDS = ['start', 'test', 'bench', 'torture', 'cli'];
/** @type {Farewell[]} */
const FAREWELLS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const STARTER_POLL_MS = 1_000;

/**
 * Installs what is missing, then becomes `tools/<command>/main.ts`: same terminal, same signals, same exit code.
 * @param {string | undefined} command
 * @param {string[]} args
 */
export async function bootstrap(command, args) {
  if (!command || !COMMANDS.includes(command)) {
    return fail(
      `Use npm start, npm test, npm run bench, npm run torture or npm run cli (not ${command ?? 'nothing'}).`,
    );
  }
  const root = resolve(import.meta.dirname, '..', '..');
  const farewells = hearFarewells();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    await ensureInstalled(root, farewells.signal);
  } catch (error) {
    if (error instanceof InstallFailure) return fail(error.message);
    throw error;
  }
  if (farewells.signal.aborted) return fail('Stopped.');
  const node = findNode(root);
  if ('missing' in node) return fail(node.missing);
  if (node.notice) process.stderr.write(`${node.notice}\n`);
  const entry = join(root, 'tools', command, 'main.ts');
  if (!existsSync(entry)) return fail(`This checkout is incomplete: tools/${command}/main.ts is missing.`);
  await run(node.path, [entry, ...args], root, farewells);
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {string} root
 * @param {ReturnType<typeof hearFarewells>} farewells
 * @returns {Promise<void>}
 */
function run(node, args, root, farewells) {
  return new Promise((done) => {
    const bin = join(root, 'node_modules', '.bin');
    const path = [bin, ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== bin)];
    const starters = findStarters();
    const env = { ...process.env, PARLEY_STARTED_BY: starters.join(','), PATH: path.join(delimiter) };
    const child = spawn(node, args, { stdio: 'inherit', env });
    const stopWatching = watchStarters(starters, () => child.kill('SIGTERM'));
    farewells.tell((signal) => child.kill(signal));
    child.once('error', (error) => {
      stopWatching();
      fail(`${node} could not be run: ${error.message}`);
      done();
    });
    child.once('exit', (code, signal) => {
      stopWatching();
      process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
      farewells.end();
      done();
    });
  });
}

/**
 * Ctrl-C reaches every process of the terminal, npm passes it on a second time, and `kill` reaches only us:
 * whatever arrives is handed down, and the entry takes several as one.
 */
function hearFarewells() {
  const abort = new AbortController();
  /** @type {(signal: Farewell) => void} */
  let listener = () => undefined;
  const hear = (/** @type {Farewell} */ signal) => {
    abort.abort();
    listener(signal);
  };
  for (const name of FAREWELLS) process.on(name, hear);
  return {
    signal: abort.signal,
    /** @param {(signal: Farewell) => void} next */
    tell(next) {
      listener = next;
    },
    end() {
      for (const name of FAREWELLS) process.off(name, hear);
    },
  };
}

/**
 * npm, and the shell that it puts between: an npm that was killed can pass nothing on, and what it started would stay
 * behind unseen. Empty when npm did not start us.
 * @returns {number[]}
 */
function findStarters() {
  if (!process.env['npm_lifecycle_event']) return [];
  const isShell = commandLineOf(process.ppid).includes('bootstrap.mjs');
  const npm = isShell ? parentOf(process.ppid) : undefined;
  return npm === undefined ? [process.ppid] : [process.ppid, npm];
}

/**
 * @param {number[]} pids
 * @param {() => void} onGone
 */
function watchStarters(pids, onGone) {
  const parent = process.ppid;
  const others = pids.filter((pid) => pid !== parent).map((pid) => identify(pid));
  const timer = setInterval(() => {
    const allRun = process.ppid === parent && others.every((other) => other && stillRuns(other));
    if (allRun) return;
    clearInterval(timer);
    onGone();
  }, STARTER_POLL_MS);
  if (pids.length === 0) clearInterval(timer);
  return () => clearInterval(timer);
}

/** @param {string} line */
function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
