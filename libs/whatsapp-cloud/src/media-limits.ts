const KB = 1024;
const MB = 1024 * KB;

export type MediaKind = 'image' | 'video' | 'audio' | 'sticker' | 'document';

/**
 * Bytes of a file by its kind (facts: cloud-api.md B2; Meta's message reference and media page). Of Meta's two limits
 * for stickers it is the one for those that move, as the type does not say whether one does.
 */
export const MEDIA_BYTES: Readonly<Record<MediaKind, number>> = {
  image: 5 * MB,
  video: 16 * MB,
  audio: 16 * MB,
  sticker: 500 * KB,
  document: 100 * MB,
};

/** What WhatsApp shows as a picture, plays, or sticks; anything else is a document. */
const KINDS: Readonly<Record<string, MediaKind>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'sticker',
  'video/mp4': 'video',
  'video/3gpp': 'video',
  'video/3gp': 'video',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/ogg': 'audio',
};

/** The kind of a file of that MIME type, whose parameters do not matter. */
export function mediaKindOf(mimeType: string): MediaKind {
  const bare = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(KINDS, bare) ? (KINDS[bare] ?? 'document') : 'document';
}
