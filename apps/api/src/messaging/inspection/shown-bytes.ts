import { ShownBytesDto } from './shown-bytes.dto';

/** Bytes as people can look at them, with nothing lost: text where they are UTF-8, base64 where they are not. */
export function shownBytes(bytes: Buffer): ShownBytesDto {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), base64: null };
  } catch {
    return { text: null, base64: bytes.toString('base64') };
  }
}
