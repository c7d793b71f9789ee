/** How a secret may stand somewhere without being hidden. */
export interface SecretForm {
  readonly as: string;
  readonly form: string;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** With fewer different bytes it is no secret, as the zeros of a made-up cookie are not: they are found by chance. */
const FEWEST_BYTES = 6;

/** The text itself, its bytes in hexadecimal, and what is the same in base64 wherever in a longer text it stands. */
export function secretForms(secret: string): SecretForm[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = [
    { as: 'as it is', form: secret },
    { as: 'as it is in JSON', form: JSON.stringify(secret).slice(1, -1) },
    { as: 'as it is in a URL', form: encodeURIComponent(secret) },
    { as: 'in hexadecimal', form: bytes.toString('hex') },
    ...base64Forms(bytes),
  ];
  for (const raw of decodings(secret)) {
    if (new Set(raw).size >= FEWEST_BYTES)
      forms.push({ as: 'decoded, in hexadecimal', form: raw.toString('hex') });
  }
  return forms;
}

/** Three bytes become four letters, so the letters depend on where the secret begins; those at its edges are left out. */
function base64Forms(bytes: Buffer): SecretForm[] {
  return [0, 1, 2].flatMap((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil(before / 3) * 4;
    const whole = shifted.length - (shifted.length % 3);
    const letters = shifted.subarray(0, whole).toString('base64').slice(first);
    const url = letters.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([letters, url])].map((form) => ({ as: 'in base64', form }));
  });
}

/** The bytes that a token is the text of. */
function decodings(secret: string): Buffer[] {
  const decoded: Buffer[] = /^[A-Za-z0-9_+/=-]{20,}$/.test(secret) ? [Buffer.from(secret, 'base64')] : [];
  if (/^[A-Z2-7]{16,}$/.test(secret)) decoded.push(fromBase32(secret));
  return decoded;
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
