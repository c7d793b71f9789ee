import { MEDIA_BYTES, mediaKindOf } from './media-limits';

describe('the kinds of files', () => {
  it.each([
    ['image/jpeg', 'image'],
    ['IMAGE/PNG', 'image'],
    ['image/webp', 'sticker'],
    ['video/mp4', 'video'],
    ['audio/ogg; codecs=opus', 'audio'],
    ['application/pdf', 'document'],
    ['image/tiff', 'document'],
    ['constructor', 'document'],
    ['', 'document'],
  ])('%s is of kind %s', (mimeType, kind) => {
    expect(mediaKindOf(mimeType)).toBe(kind);
  });

  it("have Meta's sizes", () => {
    expect(MEDIA_BYTES).toEqual({
      image: 5_242_880,
      video: 16_777_216,
      audio: 16_777_216,
      sticker: 512_000,
      document: 104_857_600,
    });
  });
});
