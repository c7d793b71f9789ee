/**
 * How a text may stand in a JSON body: plainly, or with the escapes that Meta writes (facts/cloud-api.md C1: `\/`, and
 * `\uXXXX` for what is not ASCII).
 */
export function spellingsOf(text: string): Buffer[] {
  const quoted = JSON.stringify(text).slice(1, -1);
  const slashes = quoted.replaceAll('/', '\\/');
  const ascii = (given: string) =>
    given.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const spellings = new Set([text, quoted, slashes, ascii(quoted), ascii(slashes)]);
  return [...spellings].map((spelling) => Buffer.from(spelling));
}
