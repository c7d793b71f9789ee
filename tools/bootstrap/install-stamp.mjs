import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ lock: string, platform: string }} InstallStamp */
/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

/**
 * What an install of this tree on this machine is stamped with.
 * @param {string} root
 * @returns {InstallStamp}
 */
export function wantedStamp(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return { lock, platform: `${process.platform}-${process.arch}` };
}

/**
 * Whether node_modules is a finished install of package-lock.json for this platform: by our stamp, or else by
 * npm's own record of what it installed (someone ran `npm ci` by hand). Both are written last, so a half-finished
 * install has neither.
 * @param {string} root
 */
export function isInstalled(root) {
  const stamp = readJson(stampPath(root));
  if (stamp) return isSameStamp(stamp, wantedStamp(root));
  const locked = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  return Boolean(locked && installed && isInstallOf(locked, installed));
}

/** @param {string} root */
export function stampInstall(root) {
  writeFileSync(stampPath(root), `${JSON.stringify(wantedStamp(root))}\n`);
}

/**
 * @param {Partial<InstallStamp>} found
 * @param {InstallStamp} wanted
 */
export function isSameStamp(found, wanted) {
  return found.lock === wanted.lock && found.platform === wanted.platform;
}

/**
 * Whether every locked package was installed in its locked version; optional ones may be left out (other platforms).
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 */
export function isInstallOf(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed[path];
    if (!found) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.parley-install.json');
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
