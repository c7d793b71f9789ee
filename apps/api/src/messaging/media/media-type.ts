import { fileTypeFromBuffer } from 'file-type';
import { isShown } from './media-serving';

const UNKNOWN = 'application/octet-stream';
/** Other names of the same, which browsers know less well. */
const ALIASES: Readonly<Record<string, string>> = {
  'audio/mp3': 'audio/mpeg',
  'audio/m4a': 'audio/x-m4a',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'application/ogg': 'audio/ogg',
};
/** Types of one container, which its first bytes do not tell apart. */
const FAMILIES: readonly (readonly string[])[] = [
  ['video/mp4', 'audio/mp4', 'audio/x-m4a', 'video/quicktime', 'video/3gpp', 'audio/3gpp'],
  ['audio/ogg', 'video/ogg', 'audio/opus'],
  ['video/webm', 'audio/webm', 'video/matroska'],
];
/** What lies in an archive or another container whose own name says little. */
const WRAPPERS: Readonly<Record<string, RegExp>> = {
  'application/zip': /^application\/(vnd\.|zip$|x-zip-compressed$|epub\+zip$)/,
  'application/x-cfb': /^application\/(msword|vnd\.ms-)/,
};
/** Types without a mark of their own, which harm nobody: they are shown to nobody as anything. */
const MARKLESS = /^text\/(plain|csv|calendar|vcard|x-vcard|markdown)$|^application\/json$/;

/** A file's type by its first bytes; what is declared counts only where they leave it open. Without parameters. */
export async function mediaTypeOf(beginning: Buffer, declared: string | null): Promise<string> {
  const said = bare(declared);
  const seen = bare(await seenIn(beginning));
  const page = seen === undefined || seen === 'application/xml' ? pageTypeOf(beginning) : undefined;
  if (page !== undefined) return page;
  if (seen === undefined) return said !== undefined && MARKLESS.test(said) ? said : UNKNOWN;
  if (said === undefined) return seen;
  const isKin = FAMILIES.some((family) => family.includes(seen) && family.includes(said));
  if (isKin) return isShown(said) ? said : seen;
  return WRAPPERS[seen]?.test(said) === true ? said : seen;
}

/** What cannot be told is not known; it is no reason to lose a file that is here. */
async function seenIn(beginning: Buffer): Promise<string | null> {
  return fileTypeFromBuffer(beginning).then(
    (found) => found?.mime ?? null,
    () => null,
  );
}

/** What a browser would take for a page or a drawing that can run scripts. */
function pageTypeOf(beginning: Buffer): string | undefined {
  const text = beginning.subarray(0, 4096).toString('latin1').replace(/\0/g, '').toLowerCase();
  if (/<svg[\s>/]/.test(text)) return 'image/svg+xml';
  if (/^[^a-z0-9]*<(!doctype html|html|head|body|script|iframe|h1|div|a |img|table|!--)/.test(text))
    return 'text/html';
  return undefined;
}

function bare(type: string | null): string | undefined {
  const name = type?.split(';')[0]?.trim().toLowerCase();
  return name === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(name) ? undefined : (ALIASES[name] ?? name);
}
