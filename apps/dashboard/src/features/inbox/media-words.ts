import type { Media, Message } from '@parley/api-client';
import { bytesInWords } from '../../ui/bytes-in-words';

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

/** What stands on a file that is to be saved. */
export function titleOf(media: Pick<Media, 'kind' | 'fileName'>): string {
  const name = nameOf(media);
  return media.fileName ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** The words under a file. Where there are none, the API names the file itself, which stands on it already. */
export function captionOf({ media, text }: Pick<Message, 'media' | 'text'>): string | null {
  return media.some(({ fileName }) => fileName !== null && fileName === text) ? null : text;
}

/** What fetching it again cannot bring back; the sender has to send it again. */
export function isGone({ failure }: Pick<Media, 'failure'>): boolean {
  return failure?.code === 'media_gone';
}

/** What stands under the name of a document: `PDF · 1.4 MB`. */
export function documentFacts({
  fileName,
  mimeType,
  byteSize,
}: Pick<Media, 'fileName' | 'mimeType' | 'byteSize'>): string {
  const extension =
    /\.([a-z0-9]{1,5})$/i.exec(fileName ?? '')?.[1] ?? (mimeType === 'application/pdf' ? 'pdf' : undefined);
  return [extension?.toUpperCase(), byteSize === null ? undefined : bytesInWords(byteSize)]
    .filter(Boolean)
    .join(' · ');
}

/** Whether a sound that did not begin cannot be played. It can where somebody paused it before it began. */
export const saysUnplayable = ({ name }: Pick<Error, 'name'>): boolean => name !== 'AbortError';

/** Minutes and seconds of a sound: `0:07`. */
export function durationInWords(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.floor(seconds) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
