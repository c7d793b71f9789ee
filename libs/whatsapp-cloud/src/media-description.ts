/** What Graph says of a file: where it is, and what it should be. */
export interface MediaDescription {
  readonly url: string;
  readonly mimeType: string | null;
  readonly byteSize: number | null;
  readonly sha256: string | null;
}

/** undefined when it does not say where. `file_size` is a number or a text of digits, as both are seen. */
export function mediaDescriptionIn(answer: unknown): MediaDescription | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { url, mime_type, sha256, file_size } = answer as Record<string, unknown>;
  if (typeof url !== 'string') return undefined;
  return { url, mimeType: textOrNull(mime_type), byteSize: sizeIn(file_size), sha256: textOrNull(sha256) };
}

/** Bytes, of a number or a text of digits. */
export function sizeIn(value: unknown): number | null {
  const size = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
