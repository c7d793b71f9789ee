import { connect, type Socket } from 'node:net';

const END_OF_HEADERS = '\r\n\r\n';
const ANSWER_WITHIN_MS = 10_000;

/**
 * One kept-alive HTTP/1.1 connection, one request at a time. As little as it takes: what the generator spends is taken
 * from the same cores as what is measured.
 */
export class Connection {
  readonly #host: string;
  readonly #port: number;
  #socket: Socket | undefined;
  #received = '';
  #settle: ((status: number | undefined) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  /** Resolves with the status, or undefined when the connection broke or nobody answered. */
  post(request: Buffer): Promise<number | undefined> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#timer = setTimeout(() => this.#socket?.destroy(), ANSWER_WITHIN_MS);
      this.#open().write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    if (this.#socket && !this.#socket.destroyed && this.#socket.writable) return this.#socket;
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => undefined);
    socket.on('close', () => socket === this.#socket && this.#finish(undefined));
    this.#received = '';
    this.#socket = socket;
    return socket;
  }

  #read(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf(END_OF_HEADERS);
    if (end === -1) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#received.slice(0, end + 2))?.[1] ?? 0);
    if (this.#received.length < end + END_OF_HEADERS.length + length) return;
    const status = Number(this.#received.slice(9, 12));
    const isLast = /\r\nconnection: *close/i.test(this.#received.slice(0, end + 2));
    this.#received = '';
    if (isLast) this.#socket?.destroy();
    this.#finish(status);
  }

  #finish(status: number | undefined): void {
    const settle = this.#settle;
    this.#settle = undefined;
    clearTimeout(this.#timer);
    settle?.(status);
  }
}

/** The bytes of one POST of JSON. */
export function requestBytes(url: URL, body: string, signature: string): Buffer {
  const content = Buffer.from(body);
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    'content-type: application/json',
    'user-agent: facebookexternalua',
    `x-hub-signature-256: ${signature}`,
    `content-length: ${content.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}${END_OF_HEADERS}`), content]);
}
