/** What browsers show as it is and cannot run: pictures of dots, sound and film. */
const SHOWN: ReadonlySet<string> = new Set([
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  ...[
    'audio/aac',
    'audio/mp4',
    'audio/x-m4a',
    'audio/mpeg',
    'audio/amr',
    'audio/ogg',
    'audio/opus',
    'audio/wav',
  ],
  ...['audio/webm', 'audio/3gpp', 'video/mp4', 'video/3gpp', 'video/webm', 'video/ogg', 'video/quicktime'],
]);
/** What is saved under its own type, so that the right program opens it. */
const SAVED =
  /^(application\/(pdf|zip|msword|rtf|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument\.[\w.]+|oasis\.opendocument\.[\w.-]+))|text\/(plain|csv|calendar|vcard))$/;
const OPAQUE = 'application/octet-stream';
const MAX_NAME_LENGTH = 150;

export const isShown = (type: string): boolean => SHOWN.has(type);

export interface ServedMedia {
  readonly id: string;
  readonly kind: string;
  readonly mimeType: string | null;
  readonly fileName: string | null;
}

/** The headers under which a file that anybody may have sent does no harm in a browser (facts: reliability.md E31). */
export function servingHeaders(media: ServedMedia): { contentType: string; disposition: string } {
  const type = media.mimeType ?? OPAQUE;
  const name = nameOf(media, type);
  return {
    contentType: isShown(type) || SAVED.test(type) ? type : OPAQUE,
    disposition: `${isShown(type) ? 'inline' : 'attachment'}; ${fileNameParameters(name)}`,
  };
}

/** RFC 6266: one name for every reader, and the true one for those who know RFC 8187. */
function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return plain === name ? `filename="${plain}"` : `filename="${plain}"; filename*=UTF-8''${extended(name)}`;
}

function extended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As the sender named it, without a path and without what no name should have; without a name, what it is. */
function nameOf({ fileName, kind, id }: ServedMedia, type: string): string {
  const last = (fileName ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = [...last.replace(UNPRINTABLE, '').trim().replace(/^\.+/, '')]
    .slice(-MAX_NAME_LENGTH)
    .join('');
  return clean === '' ? `${kind.replace(/[^a-z]/g, '')}-${id.slice(0, 8)}${extensionOf(type)}` : clean;
}

/** Control characters, and those that turn the direction of writing, so that exe.gpj is not read as jpg.exe. */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function extensionOf(type: string): string {
  return EXTENSIONS[type] ?? '';
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'audio/ogg': '.ogg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'video/mp4': '.mp4',
  'video/3gpp': '.3gp',
  'application/pdf': '.pdf',
};
