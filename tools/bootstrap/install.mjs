import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { waitForLock } from '../processes/lock-file.mjs';
import { isInstalled, stampInstall } from './install-stamp.mjs';
import { explainNpmFailure } from './npm-failure.mjs';

const KEPT_OUTPUT = 64 * 1024;

/** A failure that is told in its own words, without a stack trace. */
export class InstallFailure extends Error {}

/**
 * Brings node_modules into line with package-lock.json when it is not. Everything it says goes to stderr.
 * @param {string} root
 * @param {AbortSignal} signal
 * @throws {InstallFailure}
 */
export async function ensureInstalled(root, signal) {
  if (isInstalled(root)) return;
  const lock = await takeLock(root, signal);
  try {
    if (isInstalled(root)) return;
    const started = Date.now();
    const progress = showProgress(started);
    try {
      await npmCi(root, lock, signal);
    } finally {
      progress.end();
    }
    stampInstall(root);
    say(`Packages installed in ${seconds(started)} s.`);
  } catch (error) {
    throw asFailure(error, root);
  } finally {
    lock.release();
  }
}

/**
 * @param {string} root
 * @param {AbortSignal} signal
 */
async function takeLock(root, signal) {
  const folder = join(root, '.parley');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    return await waitForLock(join(folder, 'install.lock'), {
      signal,
      onWait: ({ pid }) => say(`Another command (pid ${pid}) is installing packages here; waiting for it.`),
    });
  } catch (error) {
    throw asFailure(error, root);
  }
}

/**
 * @param {string} root
 * @param {import('../processes/lock-file.mjs').HeldLock} lock
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function npmCi(root, lock, signal) {
  return new Promise((resolve, reject) => {
    const [command, ...args] = npmCommand();
    const npm = spawn(
      command,
      [...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: installEnvironment(root),
        shell: command === 'npm.cmd',
      },
    );
    lock.addProcess(npm.pid);
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
    npm.stdout.on('data', keep);
    npm.stderr.on('data', keep);
    const stop = () => npm.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    npm.once('error', (error) => reject(explained(`spawn npm ${error.message}`, root)));
    npm.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) return reject(new InstallFailure('Stopped before the packages were installed.'));
      if (code === 0) return resolve();
      reject(explained(output, root));
    });
  });
}

/**
 * npm as it was called, run by the Node that runs npm: the Node of node_modules vanishes during an install.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const { npm_execpath: npmCli, npm_node_execpath: npmNode } = process.env;
  if (npmCli && /\.c?js$/.test(npmCli) && existsSync(npmCli)) return [npmNode ?? process.execPath, npmCli];
  const besideNode = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(besideNode)) return [process.execPath, besideNode];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** @param {string} root */
function installEnvironment(root) {
  const inside = join(root, 'node_modules', '.bin');
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== inside);
  return { ...process.env, PATH: path.join(delimiter) };
}

/** @param {number} started */
function showProgress(started) {
  const live = Boolean(process.stderr.isTTY);
  if (!live) say('Installing packages (this happens once; about two minutes)…');
  const draw = () =>
    live
      ? process.stderr.write(`\r\x1b[KInstalling packages (this happens once) … ${seconds(started)} s`)
      : say(`Installing packages … ${seconds(started)} s`);
  if (live) draw();
  const timer = setInterval(draw, live ? 1_000 : 30_000);
  return {
    end() {
      clearInterval(timer);
      if (live) process.stderr.write('\r\x1b[K');
    },
  };
}

/**
 * @param {unknown} error
 * @param {string} root
 */
function asFailure(error, root) {
  if (error instanceof InstallFailure) return error;
  const { name, code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (name === 'AbortError') return new InstallFailure('Stopped before the packages were installed.');
  return explained(`${code} ${message}`, root);
}

/**
 * @param {string} output
 * @param {string} root
 */
function explained(output, root) {
  const { line, evidence } = explainNpmFailure(output, root);
  return new InstallFailure([line, ...evidence.map((text) => `    ${text}`)].join('\n'));
}

/** @param {number} started */
function seconds(started) {
  return Math.round((Date.now() - started) / 1000);
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
