import { fileTypeFromBuffer } from 'file-type';

const UNKNOWN = 'application/octet-stream';
/** Types of one container, which its first bytes do not tell apart. */
const FAMILIES: readonly (readonly string[])[] = [
  ['video/mp4', 'audio/mp4', 'audio/x-m4a', 'audio/m4a', 'video/quicktime', 'video/3gpp', 'audio/3gpp'],
  ['audio/ogg', 'video/ogg', 'application/ogg', 'audio/opus'],
  ['video/webm', 'audio/webm', 'video/matroska'],
  ['audio/mpeg', 'audio/mp3'],
  ['audio/wav', 'audio/x-wav', 'audio/wave'],
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
  const seen = bare((await fileTypeFromBuffer(beginning))?.mime ?? null);
  const page = seen === undefined || seen === 'application/xml' ? pageTypeOf(beginning) : undefined;
  if (page !== undefined) return page;
  if (seen === undefined) return said !== undefined && MARKLESS.test(said) ? said : UNKNOWN;
  if (said === undefined) return seen;
  const isKin = FAMILIES.some((family) => family.includes(seen) && family.includes(said));
  return isKin || WRAPPERS[seen]?.test(said) === true ? said : seen;
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
  return name === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(name) ? undefined : name;
}
