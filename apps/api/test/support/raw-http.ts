import { RawConnection } from './raw-connection';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Sends exactly these bytes and reads until the server closes: for what no HTTP client would send. */
export async function rawHttp(
  baseUrl: string,
  lines: readonly string[],
  body: string | Buffer = '',
): Promise<RawAnswer> {
  const connection = await RawConnection.to(baseUrl);
  const sentHead = Buffer.from(
    `${[...lines, 'Host: api', 'Connection: close'].join('\r\n')}\r\n\r\n`,
    'utf8',
  );
  connection.send(Buffer.concat([sentHead, Buffer.from(body)]));
  const text = Buffer.from(await connection.closed(), 'latin1').toString();
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...headerLines] = head.split('\r\n');
  const headers = headerLines.map((line) => line.split(/: (.*)/s).slice(0, 2));
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers.map(([name = '', value = '']) => [name.toLowerCase(), value])),
    body: rest.join('\r\n\r\n'),
  };
}
