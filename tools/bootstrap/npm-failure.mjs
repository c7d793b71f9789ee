/** @type {[RegExp, (root: string) => string][]} */
const KNOWN = [
  [/ENOSPC|no space left on device/i, () => 'The disk is full. Free about 2 GB and run the command again.'],
  [/EDQUOT/, () => 'Your disk quota is used up. Free about 2 GB and run the command again.'],
  [
    /EACCES|EPERM|EROFS|permission denied|operation not permitted/i,
    (root) =>
      `npm may not write to ${root}: some of it (often node_modules) belongs to another user. ` +
      'Run the command as that user, or give yourself the folder.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    () => 'npm could not reach its package registry. Check the network (or proxy) and run the command again.',
  ],
  [/EINTEGRITY/, () => 'A downloaded package was damaged on the way. Run the command again.'],
  [
    /EUSAGE|can only install packages when/i,
    () => 'package.json and package-lock.json do not agree: run npm install once.',
  ],
  [/ENOENT.*npm|spawn npm/i, () => 'npm was not found. Install Node together with npm.'],
];

/**
 * What kept `npm ci` from finishing: a sentence that says what to do, and the lines of npm that show it.
 * @param {string} output what npm printed
 * @param {string} root
 * @returns {{ line: string, evidence: string[] }}
 */
export function explainNpmFailure(output, root) {
  const known = KNOWN.find(([pattern]) => pattern.test(output));
  if (!known) return { line: 'npm ci failed; this is what it said:', evidence: lastLines(output, 12) };
  const proof = output.split('\n').filter((line) => known[0].test(line));
  return { line: known[1](root), evidence: proof.slice(0, 2).map((line) => line.trim()) };
}

/**
 * The last lines that say something.
 * @param {string} output
 * @param {number} count
 */
export function lastLines(output, count) {
  const lines = output.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '' && !line.includes('A complete log of this run')).slice(-count);
}
