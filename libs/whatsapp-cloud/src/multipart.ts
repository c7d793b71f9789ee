import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

export interface FileToUpload {
  /** Read once, and destroyed in any case. */
  readonly stream: Readable;
  readonly mimeType: string;
  readonly fileName: string;
  /** Where it is known, the request says its length beforehand; a stream of another length is an error. */
  readonly byteSize?: number;
}

export interface MultipartForm {
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** A file in a form, read as it is sent. `inspect` hears of every piece before it is sent, and ends it by throwing. */
export function multipartForm(
  fields: Readonly<Record<string, string>>,
  { stream, mimeType, fileName, byteSize }: FileToUpload,
  inspect: (bytes: Buffer) => void,
): MultipartForm {
  const boundary = `parley-${randomUUID()}`;
  const head = Buffer.from(
    [
      ...Object.entries(fields).map(
        ([name, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(fileName)}"\r\n`,
      `Content-Type: ${mimeType}\r\n\r\n`,
    ].join(''),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

  async function* parts(): AsyncGenerator<Buffer> {
    yield head;
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      inspect(bytes);
      yield bytes;
    }
    yield tail;
  }

  const length =
    byteSize === undefined ? {} : { 'content-length': String(head.length + byteSize + tail.length) };
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...length },
    body: Readable.from(parts(), { objectMode: false }),
  };
}

/** As browsers write a file's name in a form: what would end the name is written as %-codes. */
function quoted(fileName: string): string {
  return fileName.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
