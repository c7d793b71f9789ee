import { createHmac } from 'node:crypto';

// Written anew rather than taken from libs/whatsapp-cloud: an oracle must not share its mistakes with what it judges.

/** Meta writes them as integers, and no number here could hold all of their digits. */
const TEMPLATE_IDS = /"message_template_id":"(\d+)"/g;

/** The bytes that Meta sends and signs: JSON with every code unit above U+007F as lowercase `\uXXXX`. */
export function wireBytes(payload: object): Buffer {
  const text = JSON.stringify(payload)
    .replace(TEMPLATE_IDS, '"message_template_id":$1')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(text, 'ascii');
}

/** The value of X-Hub-Signature-256 for these bytes. */
export function signatureOf(bytes: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
}
