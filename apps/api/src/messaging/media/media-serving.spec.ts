import fc from 'fast-check';
import { servingHeaders } from './media-serving';

const ID = '01900000-0000-7000-8000-000000000001';
const served = (mimeType: string | null, fileName: string | null = null, kind = 'document') =>
  servingHeaders({ id: ID, kind, mimeType, fileName });

describe('a file in a browser', () => {
  it.each([
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/gif',
    'audio/ogg',
    'audio/mpeg',
    'video/mp4',
    'video/3gpp',
  ])('is shown when it can do no harm: %s', (type) => {
    expect(served(type)).toMatchObject({
      contentType: type,
      disposition: expect.stringMatching(/^inline;/) as string,
    });
  });

  it.each(['application/pdf', 'text/plain', 'application/zip', 'application/msword'])(
    'is saved as what it is: %s',
    (type) => {
      expect(served(type)).toMatchObject({
        contentType: type,
        disposition: expect.stringMatching(/^attachment;/) as string,
      });
    },
  );

  it.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/xml',
    'text/javascript',
    'application/x-msdownload',
    'application/x-executable',
    'application/octet-stream',
    'application/vnd.anything',
    null,
  ])('is only saved, as bytes, when it could do anything else: %s', (type) => {
    expect(served(type)).toEqual({
      contentType: 'application/octet-stream',
      disposition: expect.stringMatching(/^attachment;/) as string,
    });
  });
});

describe('the name of a file', () => {
  const nameOf = (fileName: string | null, type = 'application/pdf', kind = 'document') =>
    served(type, fileName, kind).disposition.replace(/^(inline|attachment); /, '');

  it.each([
    ['report.pdf', 'filename="report.pdf"'],
    ['price list (2).pdf', 'filename="price list (2).pdf"'],
    ['Rechnung März.pdf', `filename="Rechnung M_rz.pdf"; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf`],
    ['گزارش.pdf', `filename="_____.pdf"; filename*=UTF-8''%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4.pdf`],
    ['../../etc/passwd', 'filename="passwd"'],
    ['C:\\temp\\x.pdf', 'filename="x.pdf"'],
    [
      'a"; filename="evil.exe',
      `filename="a_; filename=_evil.exe"; filename*=UTF-8''a%22%3B%20filename%3D%22evil.exe`,
    ],
    ['a\r\nSet-Cookie: x=1', 'filename="aSet-Cookie: x=1"'],
    ['x.php\0.jpg', 'filename="x.php.jpg"'],
    ['invoice\u202efdp.exe', 'filename="invoicefdp.exe"'],
    ['...', 'filename="document-01900000.pdf"'],
    ['', 'filename="document-01900000.pdf"'],
    [null, 'filename="document-01900000.pdf"'],
  ])('%j becomes %s', (fileName, parameters) => {
    expect(nameOf(fileName)).toBe(parameters);
  });

  it('tells the kind and the type of what has none', () => {
    expect(nameOf(null, 'audio/ogg', 'voice')).toBe('filename="voice-01900000.ogg"');
    expect(nameOf(null, 'application/x-strange', '../x')).toBe('filename="x-01900000"');
  });

  it('is at most 150 characters long, and keeps its extension', () => {
    expect(nameOf(`${'n'.repeat(300)}.pdf`)).toBe(`filename="${'n'.repeat(146)}.pdf"`);
  });

  it('makes a header that no name breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(served('application/pdf', name).disposition).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]+"(?:; filename\*=UTF-8''[A-Za-z0-9%._~-]+)?$/,
        );
      }),
    );
  });
});
