/** What Meta calls a file, by the words of its `type`; a voice note is audio that was spoken into the phone. */
export const MEDIA_KINDS = ['image', 'video', 'audio', 'voice', 'document', 'sticker'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Ways for a file to go wrong on its way to the product. */
export const MEDIA_FAULTS = {
  /** What is declared is the checksum of something else. */
  checksum: 'checksum',
  /** Its address is on a host that is not Meta's. */
  foreign_host: 'foreign_host',
  /** A page with an apology instead of the bytes, with 200. */
  page: 'page',
  /** The connection ends in the middle of the bytes. */
  cut: 'cut',
  /** 404, as for an address that is over. */
  not_found: 'not_found',
  /** Graph does not know the id (100, subcode 33). */
  gone: 'gone',
  /** Nothing comes. */
  silence: 'silence',
} as const;
export type MediaFaultKind = keyof typeof MEDIA_FAULTS;

export interface MediaFault {
  kind: MediaFaultKind;
  /** How often; then all is well. null: always. */
  times: number | null;
}

/** A file that somebody sent. Its bytes are in the folder, under its id. */
export interface MediaFile {
  id: string;
  kind: MediaKind;
  mimeType: string;
  byteSize: number;
  /** Hexadecimal. */
  sha256: string;
  fileName: string | null;
  fault: MediaFault | null;
  /** The business's number that it was uploaded to; absent: a person sent it. */
  uploadedTo?: string;
}

/** What a file is when nobody says. */
export function kindOf(mimeType: string): MediaKind {
  const [family] = mimeType.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}
