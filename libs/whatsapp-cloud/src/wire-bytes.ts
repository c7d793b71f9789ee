/**
 * JSON as Meta puts it on the wire and signs it: every UTF-16 code unit above U+007F is written as lowercase `\uXXXX`.
 * Throws TypeError for what has no JSON form (undefined, a function, a cycle).
 */
export function toWireBytes(payload: unknown): Buffer {
  const json: string | undefined = JSON.stringify(payload);
  if (json === undefined) throw new TypeError('The payload has no JSON form.');
  return Buffer.from(json.replace(/[\u0080-\uffff]/g, asEscape), 'latin1');
}

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
