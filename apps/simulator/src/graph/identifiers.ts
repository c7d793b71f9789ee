import { randomBytes } from 'node:crypto';

/** An id as Meta makes them: the person's number and a random part, in base64. */
export function newWamid(phone: string, direction: 'inbound' | 'outbound'): string {
  const [marker, randomLength] = direction === 'outbound' ? [0x11, 9] : [0x12, 10];
  const random = randomBytes(randomLength).toString('hex').toUpperCase();
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, phone.length]),
    Buffer.from(phone, 'ascii'),
    Buffer.from([0x15, 0x02, 0x00, marker, 0x18, random.length]),
    Buffer.from(random, 'ascii'),
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString('base64')}`;
}

/** `A` and 22 characters, new for every answer. */
export function newTraceId(): string {
  return `A${randomBytes(17).toString('base64url').slice(0, 22)}`;
}
