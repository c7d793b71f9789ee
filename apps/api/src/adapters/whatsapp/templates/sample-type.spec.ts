import { sampleTypeOf } from './sample-type';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('what the sample of a header is', () => {
  it.each([
    ['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg', 'image'],
    ['\x89PNG\r\n\x1a\n\x00\x00', 'image/png', 'image'],
    ['\x00\x00\x00\x18ftypmp42', 'video/mp4', 'video'],
    ['%PDF-1.7\n', 'application/pdf', 'document'],
  ])('%j is %s', (content, mimeType, kind) => {
    expect(sampleTypeOf(bytes(content))).toEqual({ mimeType, kind });
  });

  it.each(['', 'hello', '<html>', 'GIF89a', 'RIFF\x00\x00\x00\x00WEBP', 'ftyp', ' %PDF-1.7'])(
    '%j is nothing that Meta takes',
    (content) => expect(sampleTypeOf(bytes(content))).toBeNull(),
  );
});
