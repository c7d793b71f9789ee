import fc from 'fast-check';
import { fileTypeFromBuffer } from 'file-type';
import { isShown } from './media-serving';
import { mediaTypeOf } from './media-type';

jest.mock('file-type', () => {
  const actual = jest.requireActual<{ fileTypeFromBuffer: typeof fileTypeFromBuffer }>('file-type');
  return { ...actual, fileTypeFromBuffer: jest.fn(actual.fileTypeFromBuffer) };
});

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const PNG = hex('89504e470d0a1a0a 0000000d49484452 0000000100000001 0806000000 1f15c489');
const JPEG = hex('ffd8ffe000104a46494600010100000100010000');
const MP4 = Buffer.concat([
  hex('00000018'),
  Buffer.from('ftypmp42'),
  hex('00000000'),
  Buffer.from('mp42isom'),
]);
const OGG_OPUS = Buffer.concat([
  Buffer.from('OggS'),
  hex('0002 0000000000000000 00000000 00000000 00000000 01 13'),
  Buffer.from('OpusHead'),
  Buffer.alloc(30),
]);
const MP3 = Buffer.concat([hex('fffb9064'), Buffer.alloc(413), hex('fffb9064'), Buffer.alloc(413)]);
const WAV = Buffer.concat([Buffer.from('RIFF'), hex('24000000'), Buffer.from('WAVEfmt '), Buffer.alloc(24)]);
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n');
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);

describe('the type of a file', () => {
  it.each([
    ['a picture', PNG, 'image/png', 'image/png'],
    ['a picture that says it is another', JPEG, 'image/png', 'image/jpeg'],
    ['a picture of which nothing is said', PNG, null, 'image/png'],
    ['a document', PDF, 'application/pdf', 'application/pdf'],
    ['a voice note', OGG_OPUS, 'audio/ogg; codecs=opus', 'audio/ogg'],
    ['film', MP4, 'video/mp4', 'video/mp4'],
    ['sound in the same container', MP4, 'audio/mp4', 'audio/mp4'],
    ['text', Buffer.from('hello'), 'text/plain', 'text/plain'],
    ['text that says it is a picture', Buffer.from('hello'), 'image/png', 'application/octet-stream'],
    ['a program that says it is a picture', PROGRAM, 'image/png', 'application/x-msdownload'],
    ['a page that says it is a picture', Buffer.from('<!DOCTYPE html><script>'), 'image/png', 'text/html'],
    ['a page that says it is text', Buffer.from('\ufeff \n<html>'), 'text/plain', 'text/html'],
    ['a script in a page', Buffer.from('<script>alert(1)</script>'), 'text/plain', 'text/html'],
    [
      'a drawing',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x">'),
      'image/svg+xml',
      'image/svg+xml',
    ],
    [
      'a drawing behind a declaration',
      Buffer.from('<?xml version="1.0"?><!-- x --><svg>'),
      'image/png',
      'image/svg+xml',
    ],
    ['a page in UTF-16', Buffer.from('\ufeff<html>', 'utf16le'), 'text/plain', 'text/html'],
    [
      'nothing that anybody knows',
      Buffer.from([1, 2, 3]),
      'application/x-strange',
      'application/octet-stream',
    ],
    ['nothing', Buffer.alloc(0), 'image/png', 'application/octet-stream'],
  ])('is what its bytes say: %s', async (_what, beginning, declared, type) => {
    expect(await mediaTypeOf(beginning, declared)).toBe(type);
  });

  it.each([
    ['audio/mp3', MP3],
    ['audio/mpeg', MP3],
    ['audio/m4a', MP4],
    ['audio/x-m4a', MP4],
    ['application/ogg', OGG_OPUS],
    ['audio/x-wav', WAV],
    ['audio/wave', WAV],
    ['audio/vnd.wave', WAV],
  ])('is one that browsers play, by whatever name its sender knows it: %s', async (declared, beginning) => {
    const type = await mediaTypeOf(beginning, declared);
    expect(type).toMatch(/^audio\//);
    expect(isShown(type)).toBe(true);
  });

  it('is unknown, and no reason to lose the file, where telling it fails', async () => {
    jest.mocked(fileTypeFromBuffer).mockRejectedValueOnce(new RangeError('Offset is outside the bounds'));
    expect(await mediaTypeOf(PNG, 'image/png')).toBe('application/octet-stream');
  });

  it('is never that of a picture unless its bytes are one, whatever is declared', async () => {
    const declared = fc.constantFrom(
      'image/png',
      'image/jpeg',
      'image/svg+xml',
      'text/html',
      'nonsense',
      null,
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), declared, async (text, says) => {
        expect(await mediaTypeOf(Buffer.from(text), says)).not.toMatch(/^image\/(png|jpeg)/);
      }),
    );
  });
});
