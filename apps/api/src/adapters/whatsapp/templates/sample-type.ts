import { SampleType } from '../../../channels';

interface Form {
  readonly type: SampleType;
  readonly at: number;
  readonly bytes: string;
}

const FORMS: readonly Form[] = [
  { type: { mimeType: 'image/jpeg', kind: 'image' }, at: 0, bytes: '\xff\xd8\xff' },
  { type: { mimeType: 'image/png', kind: 'image' }, at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: { mimeType: 'video/mp4', kind: 'video' }, at: 4, bytes: 'ftyp' },
  { type: { mimeType: 'application/pdf', kind: 'document' }, at: 0, bytes: '%PDF-' },
];

/** What a file is by its bytes, of what Meta takes as the sample of a header; null for anything else. */
export function sampleTypeOf(content: Buffer): SampleType | null {
  const beginning = content.toString('latin1', 0, 16);
  return FORMS.find(({ at, bytes }) => beginning.startsWith(bytes, at))?.type ?? null;
}
