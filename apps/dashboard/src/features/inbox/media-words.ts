import type { Media, Message } from '@parley/api-client';

const NAMES: Record<string, string> = {
  image: 'picture',
  video: 'video',
  audio: 'audio',
  voice: 'voice message',
  document: 'document',
  sticker: 'sticker',
};

/** What to call a file in a sentence. */
export function nameOf({ kind }: Pick<Media, 'kind'>): string {
  return NAMES[kind] ?? 'file';
}

/** The words under a file. Where there are none, the API names the file itself, which stands on it already. */
export function captionOf({ media, text }: Pick<Message, 'media' | 'text'>): string | null {
  return media.some(({ fileName }) => fileName !== null && fileName === text) ? null : text;
}

/** What fetching it again cannot bring back; the sender has to send it again. */
export function isGone({ failure }: Pick<Media, 'failure'>): boolean {
  return failure?.code === 'media_gone';
}

/** e.g. `1.4 MB` */
export function sizeInWords(bytes: number): string {
  const [unit, divisor] =
    bytes < 1_000
      ? (['byte', 1] as const)
      : bytes < 1_000_000
        ? (['kilobyte', 1_000] as const)
        : (['megabyte', 1_000_000] as const);
  const value = bytes / divisor;
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: divisor > 1 && value < 10 ? 1 : 0,
  }).format(value);
}

/** What stands under the name of a document: `PDF · 1.4 MB`. */
export function documentFacts({
  fileName,
  mimeType,
  byteSize,
}: Pick<Media, 'fileName' | 'mimeType' | 'byteSize'>): string {
  const extension =
    /\.([a-z0-9]{1,5})$/i.exec(fileName ?? '')?.[1] ?? (mimeType === 'application/pdf' ? 'pdf' : undefined);
  return [extension?.toUpperCase(), byteSize === null ? undefined : sizeInWords(byteSize)]
    .filter(Boolean)
    .join(' · ');
}

/** Minutes and seconds of a sound: `0:07`. */
export function durationInWords(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.floor(seconds) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
