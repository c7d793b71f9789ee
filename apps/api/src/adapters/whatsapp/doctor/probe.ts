import { randomBytes } from 'node:crypto';

const BEGINNING = '{"object":"parley_probe"';
const LONGEST_BYTES = 100;

/** What our address answers to a signed probe. It is stored nowhere. */
export const PROBE_ANSWER = 'PROBE_RECEIVED';

/** A webhook that Meta never sends: it holds nothing, and is no other one's. */
export function probeBody(): Buffer {
  return Buffer.from(`${BEGINNING},"nonce":"${randomBytes(12).toString('hex')}"}`);
}

/** Of a body whose signature is right. */
export function isProbe(body: Buffer): boolean {
  return body.length <= LONGEST_BYTES && body.toString('latin1', 0, BEGINNING.length) === BEGINNING;
}
