import type { Dispatcher } from 'undici';

export class BodyTooSlow extends Error {
  override readonly name = 'BodyTooSlow';
}

/** null when the body is longer than the cap. Throws BodyTooSlow when it is not whole in time, however slowly it drips. */
export async function readCapped(
  body: Dispatcher.ResponseData['body'],
  { maxBytes, withinMs }: { readonly maxBytes: number; readonly withinMs: number },
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  const deadline = setTimeout(() => body.destroy(new BodyTooSlow()), withinMs);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) return null;
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(deadline);
  }
  return Buffer.concat(chunks);
}
