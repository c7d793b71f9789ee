import { bytesInWords } from '../../../../ui/bytes-in-words';
import { MOST_SAMPLE_BYTES } from './limits';

export type SampleFormat = 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'GIF';

type FileKind = 'image' | 'video' | 'document';

/** What a file is by its first bytes, as the API finds it out (apps/api: sample-type.ts). */
const BEGINNINGS: readonly { kind: FileKind; at: number; bytes: string }[] = [
  { kind: 'image', at: 0, bytes: '\xff\xd8\xff' },
  { kind: 'image', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'video', at: 4, bytes: 'ftyp' },
  { kind: 'document', at: 0, bytes: '%PDF-' },
];

/** A moving picture is a short video to WhatsApp, too. */
export const wantedFiles: Readonly<Record<SampleFormat, { kind: FileKind; accept: string; words: string }>> =
  {
    IMAGE: { kind: 'image', accept: 'image/jpeg,image/png', words: 'a JPEG or PNG picture' },
    VIDEO: { kind: 'video', accept: 'video/mp4', words: 'an MP4 video' },
    DOCUMENT: { kind: 'document', accept: 'application/pdf', words: 'a PDF document' },
    GIF: { kind: 'video', accept: 'video/mp4', words: 'a short MP4 video, which phones play as a GIF' },
  };

export const sampleFormat = (format: string): SampleFormat | null =>
  (['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'] as const).find((one) => one === format) ?? null;

/** Why a file cannot be the sample, in a sentence; null where it can. `beginning` are its first 16 bytes. */
export function fileFault(format: SampleFormat, byteSize: number, beginning: Uint8Array): string | null {
  const { kind, words } = wantedFiles[format];
  const text = String.fromCharCode(...beginning.subarray(0, 16));
  const found = BEGINNINGS.find(({ at, bytes }) => text.startsWith(bytes, at))?.kind ?? null;
  if (byteSize === 0) return 'This file is empty.';
  if (found !== kind) return `This is not ${words}, whatever its name says. WhatsApp takes ${words} here.`;
  if (byteSize <= MOST_SAMPLE_BYTES) return null;
  return `This file has ${bytesInWords(byteSize)}. A sample may have ${bytesInWords(MOST_SAMPLE_BYTES)}; what you send later may be larger.`;
}

/** What is behind the comma of a data address. */
export const base64In = (dataUrl: string): string => dataUrl.slice(dataUrl.indexOf(',') + 1);
