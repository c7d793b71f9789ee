import { createHmac } from 'node:crypto';

// Written anew rather than taken from libs/whatsapp-cloud: an oracle must not share its mistakes with what it judges.

/** The bytes that Meta sends and signs: JSON with every code unit above U+007F as lowercase `\uXXXX`. */
export function wireBytes(payload: object): Buffer {
  let text = '';
  for (const character of JSON.stringify(payload).split('')) {
    const unit = character.charCodeAt(0);
    text += unit > 0x7f ? `\\u${unit.toString(16).padStart(4, '0')}` : character;
  }
  return Buffer.from(text, 'ascii');
}

/** The value of X-Hub-Signature-256 for these bytes. */
export function signatureOf(bytes: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
}
